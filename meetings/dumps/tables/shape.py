"""What a table of a dump is, and a column of it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Column:
    """A column: its type in the words of Table Schema, and what it means.

    ``is_required`` says that no row is without it; ``in_lines_only`` that CSV, which has no nesting,
    leaves it out.
    """

    name: str
    type: str
    words: str
    is_required: bool = False
    in_lines_only: bool = False


@dataclass(frozen=True)
class Table:
    """A table: what it holds, its columns, the columns that tell its rows apart, and where others lead.

    ``links`` are pairs of a column and the table and column whose value it is.
    """

    name: str
    words: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    links: tuple[tuple[str, tuple[str, str]], ...] = field(default=())

    @property
    def delimited_columns(self) -> list[Column]:
        """The columns of the CSV file."""
        return [column for column in self.columns if not column.in_lines_only]


def columns(*described: tuple[str, str, str]) -> tuple[Column, ...]:
    """Columns from (name, type, words); a type that ends in "!" is required, one in "*" is in lines only."""
    return tuple(
        Column(name, kind.rstrip("!*"), words, is_required="!" in kind, in_lines_only="*" in kind)
        for name, kind, words in described
    )
