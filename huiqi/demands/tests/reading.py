"""What somebody reads at an address: pages, files, spreadsheets."""

from io import BytesIO
from zipfile import ZipFile

from django.test import Client


def read(client: Client, address: str) -> str:
    """All text that an address sends, wherever it leads; of a workbook all its parts."""
    content = client.get(address, follow=True).getvalue()
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with ZipFile(BytesIO(content)) as workbook:
        return "".join(workbook.read(name).decode(errors="replace") for name in workbook.namelist())
