"""The program has no network code: workstations have no network, and nothing may look for one."""

import ast

from source_tree import imported_names, in_room, place, product_files, tree_of

NETWORK = {
    "PySide6.QtNetwork",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebSockets",
    "aiohttp",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "webbrowser",
    "xmlrpc",
}


def is_network(name: str) -> bool:
    parts = name.split(".")
    return any(".".join(parts[:length]) in NETWORK for length in range(1, len(parts) + 1))


def test_nothing_imports_the_network() -> None:
    found = [
        f"{place(file, node.lineno)} {name}"
        for file in product_files()
        if in_room(file, "app", "ui", "main.py")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in imported_names(node)
        if is_network(name)
    ]
    assert not found


def test_the_rule_recognises_network_modules() -> None:
    assert is_network("urllib.request.urlopen")
    assert is_network("socket")
    assert not is_network("urllib.parse")
