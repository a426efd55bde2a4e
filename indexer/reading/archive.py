"""The zip and the XML of a Word file, opened so that neither can exhaust the machine.

In: the bytes of a .docx. Out: its parts as parsed XML. It refuses zips that inflate out of proportion
and XML that declares entities, and does not know what the parts mean.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from ..errors import SourceError

MAX_INFLATED = 200_000_000
MAX_RATIO = 200  # of a part that inflates beyond SMALL; Word's own XML stays below 50
SMALL = 10_000_000
MAX_PARTS = 10_000
DECLARATIONS = ("<!DOCTYPE", "<!ENTITY")
STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
OFFICE_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """A .docx opened safely; its parts are found by what they are for, as their names may differ."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise self.broken() from error
        self._left = MAX_INFLATED
        self._refuse_bombs()
        self.main = self._targets("").get("officeDocument", "word/document.xml")
        self._parts = self._targets(self.main)

    def broken(self) -> SourceError:
        """The error for a file that is no whole Word document."""
        return SourceError(
            "Word 文書（.docx）として開けるはずです",
            f"「{self._name}」は壊れているか、途中で切れています",
            "もう一度保存またはダウンロードしてください",
        )

    def document(self) -> etree._Element:
        """The root of the main part."""
        root = self._parse(self.main)
        if root is None:
            raise self.broken()
        return root

    def part(self, kind: str) -> etree._Element | None:
        """The root of the part of a kind (styles, numbering, footnotes), or None where there is none."""
        return self._parse(self._parts[kind]) if kind in self._parts else None

    def _bomb(self) -> SourceError:
        return SourceError(
            "ふつうの大きさの Word 文書であるはずです",
            f"「{self._name}」は展開すると異常に大きくなります",
            "信頼できる入手元か確かめ、Word で開いて保存し直してください",
        )

    def _refuse_bombs(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_INFLATED:
            raise self._bomb()
        for info in infos:
            if info.file_size > SMALL and info.file_size > MAX_RATIO * max(1, info.compress_size):
                raise self._bomb()

    def _read(self, path: str) -> bytes | None:
        """A part's bytes; what really comes out is counted too, as the directory may lie."""
        try:
            info = self._zip.getinfo(path)
            with self._zip.open(info) as stream:
                data = stream.read(self._left + 1)
        except KeyError:
            return None
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
            ValueError,
        ) as error:
            raise self.broken() from error
        self._left -= len(data)
        if self._left < 0 or (len(data) > SMALL and len(data) > MAX_RATIO * max(1, info.compress_size)):
            raise self._bomb()
        return data

    def _parse(self, path: str) -> etree._Element | None:
        data = self._read(path)
        if data is None:
            return None
        if any(
            word.encode(encoding) in data for word in DECLARATIONS for encoding in ("ascii", "utf-16-le", "utf-16-be")
        ):
            raise SourceError(
                "Word が書いた XML であるはずです",
                f"「{self._name}」は XML の宣言（実体参照）を含みます",
                "Word で開いて保存し直してください",
            )
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(data.replace(*STRICT), parser)
        except etree.XMLSyntaxError as error:
            raise self.broken() from error

    def _targets(self, part: str) -> dict[str, str]:
        """The parts that a part points to, by the last word of the relation's type."""
        folder, base = posixpath.split(part)
        root = self._parse(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, str] = {}
        for relation in root.iter(OFFICE_RELATIONS) if root is not None else ():
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                found.setdefault(relation.get("Type", "").rpartition("/")[2], target.lstrip("/"))
        return found
