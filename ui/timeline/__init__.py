"""The timeline's lanes: a view of dated findings that one pans and zooms."""
