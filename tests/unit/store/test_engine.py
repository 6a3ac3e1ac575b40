"""What the program relies on in every keyed connection."""

from app.store.store import Store


def test_a_keyed_connection_deletes_securely(store: Store) -> None:
    with store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar_one() == 1
