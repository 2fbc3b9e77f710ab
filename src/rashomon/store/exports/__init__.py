"""How accounts leave: one module a format, and one table of them (``formats.py``)."""

from rashomon.store.exports.exporting import Choices, Exported, export

__all__ = ["Choices", "Exported", "export"]
