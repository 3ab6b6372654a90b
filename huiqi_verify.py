"""Verify an archive of Huiqi without Huiqi and without the network: `python3 huiqi_verify.py 归档.zip [存档.pdf ...]`.

One file, the standard library alone, Python 3.9 or later; every archive has a copy of it inside. It answers in Chinese
and English: is every file as the list says; does the journal hold together, entry by entry; are its texts, the evidence
and the printed file those of the journal; is the journal under the seal; is a file that was kept apart one of them. It
ends with 0 where all is right, 1 where something is not, 2 where the file is no archive.
"""

import hashlib
import hmac
import json
import sys
import zipfile
from datetime import datetime
from typing import Any, Dict, Iterator, List, Tuple

FORMAT = "huiqi-archive/1"
LARGEST = 4 * 1024**3
Line = Tuple[bool, str, str]


def sha256(text: str) -> str:
    """Of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def entry_hash(entry: Dict[str, Any]) -> str:
    """The hash of an entry, over its content and the hash before it."""
    content = [
        entry["previous"],
        entry["subject_kind"],
        entry["subject_ref"],
        entry["number"],
        datetime.fromisoformat(entry["at"]).timestamp(),
        entry["verb"],
        entry["actor_ref"],
        entry["organisation_id"],
        entry["data"],
    ]
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False))


def files_fit(archive: zipfile.ZipFile, manifest: Dict[str, Any]) -> Iterator[Line]:
    """Every file of the list is there as it was; no other is."""
    listed = {one["path"]: one for one in manifest["files"]}
    there = set(archive.namelist()) - {"manifest.json"}
    wrong = 0
    for path, one in sorted(listed.items()):
        if path not in there:
            wrong += 1
            yield False, f"缺少文件 {path}", f"{path} is missing"
        elif file_hash(archive, path) != one["sha256"]:
            wrong += 1
            yield False, f"文件 {path} 被改动", f"{path} was changed"
    for path in sorted(there - set(listed)):
        wrong += 1
        yield False, f"多出文件 {path}", f"{path} is not on the list"
    if not wrong:
        yield True, f"{len(listed)} 个文件都和清单一致", f"{len(listed)} files are as listed"


def file_hash(archive: zipfile.ZipFile, path: str) -> str:
    """The SHA-256 of a file in the archive, read piece by piece."""
    found = hashlib.sha256()
    with archive.open(path) as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            found.update(piece)
    return found.hexdigest()


def chain_fits(entries: List[Dict[str, Any]]) -> Iterator[Line]:
    """Every entry follows the one before it, and is what it was."""
    previous, wrong, withheld = "", 0, 0
    for number, entry in enumerate(entries, start=1):
        name = f"第 {entry['number']} 条（{entry.get('at', '—')} {entry.get('verb', '—')}）"
        english = f"entry {entry['number']} ({entry.get('at', '—')} {entry.get('verb', '—')})"
        if entry["number"] != number or entry["previous"] != previous:
            wrong += 1
            yield False, f"日志{name}接不上前一条", f"{english} does not follow the one before"
        if entry.get("withheld"):
            withheld += 1
        elif entry_hash(entry) != entry["hash"]:
            wrong += 1
            yield False, f"日志{name}的内容被改动", f"{english} was changed"
        for text, said in sorted(entry.get("texts", {}).items()):
            kept = entry["data"].get("texts", {}).get(text)
            if hmac.new(bytes.fromhex(said["key"]), said["text"].encode(), hashlib.sha256).hexdigest() != kept:
                wrong += 1
                yield False, f"日志{name}的文字“{text}”被改动", f"the text “{text}” of {english} was changed"
        previous = entry["hash"]
    if not wrong:
        left = f"，其中 {withheld} 条只给出校验值" if withheld else ""
        beside = f", {withheld} of them by their hashes only" if withheld else ""
        yield True, f"日志 {len(entries)} 条前后衔接，内容未改{left}", f"{len(entries)} entries hold together{beside}"


def evidence_fits(manifest: Dict[str, Any], entries: List[Dict[str, Any]]) -> Iterator[Line]:
    """What was attached and what was printed is what the journal says."""
    told = {one for entry in entries for one in entry.get("data", {}).get("digests", [])}
    told |= {entry["data"]["sha256"] for entry in entries if entry.get("verb") == "archive_made" and "data" in entry}
    bound = [one for one in manifest["files"] if one.get("in_journal")]
    wrong = [one for one in bound if one["sha256"] not in told]
    for one in wrong:
        yield False, f"日志里没有文件 {one['path']} 的校验值", f"the journal does not know {one['path']}"
    if bound and not wrong:
        yield (
            True,
            f"{len(bound)} 个附件和存档与日志一致",
            f"{len(bound)} attached and printed files are in the journal",
        )


def seal_fits(seal: Dict[str, Any], entries: List[Dict[str, Any]]) -> Iterator[Line]:
    """The chain is under the seal: from its sealed head the path leads to the root, and the root to the seal."""
    if not seal:
        yield True, "这件诉求的日志还没有赶上每日封存", "this journal has not met its daily seal yet"
        return
    head = seal["head"]
    at_head = [entry for entry in entries if entry["number"] == head["number"]]
    now = sha256(f"leaf:{head['subject_ref']}:{head['number']}:{head['hash']}")
    for step in seal["path"]:
        left, right = (step["hash"], now) if step["is_left"] else (now, step["hash"])
        now = sha256(f"node:{left}:{right}")
    told = sha256(f"seal:{seal['previous']}:{seal['number']}:{seal['day']}:{seal['heads']}:{seal['root']}")
    if not at_head or at_head[0]["hash"] != head["hash"] or now != seal["root"] or told != seal["hash"]:
        yield False, "日志和每日封存不一致", "the journal is not what was sealed"
        return
    kept = f"{seal['day']} 第 {seal['number']} 号封存"
    yield (
        True,
        f"前 {head['number']} 条在 {kept}之内，请和另外保存的封存值核对：{seal['hash']}",
        f"entries 1 to {head['number']} are under seal {seal['number']} of {seal['day']}; compare with a kept copy",
    )


def verify(path: str) -> List[Line]:
    """Everything about an archive; raises `ValueError` where it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > LARGEST:
                raise ValueError("too large")
            manifest = json.loads(archive.read("manifest.json"))
            if manifest.get("format") != FORMAT:
                raise ValueError(str(manifest.get("format")))
            lines = list(files_fit(archive, manifest))
            entries = json.loads(archive.read("journal.json"))["entries"]
            lines += chain_fits(entries)
            lines += evidence_fits(manifest, entries)
            lines += seal_fits(manifest.get("seal") or {}, entries)
            return lines
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def fits_apart(path: str, archive: str) -> Line:
    """Whether a file that was kept apart is one of a verified archive."""
    with zipfile.ZipFile(archive) as whole:
        listed = {one["sha256"]: one["path"] for one in json.loads(whole.read("manifest.json"))["files"]}
    try:
        with open(path, "rb") as file:
            found = listed.get(hashlib.sha256(file.read()).hexdigest())
    except OSError:
        return False, f"读不到 {path}", f"{path} cannot be read"
    if found is None:
        return False, f"{path} 不是归档里的文件，或被改动", f"{path} is no file of the archive, or was changed"
    return True, f"{path} 就是归档里的 {found}", f"{path} is {found} of the archive"


def main(arguments: List[str]) -> int:
    """Print what was found."""
    if not arguments:
        print("用法 / usage: python3 huiqi_verify.py 归档.zip [存档.pdf ...]")
        return 2
    try:
        lines = verify(arguments[0]) + [fits_apart(one, arguments[0]) for one in arguments[1:]]
    except ValueError as error:
        print(f"不是惠企的归档文件，或者已经损坏（{error}）。\nNot an archive of Huiqi, or damaged ({error}).")
        return 2
    for right, chinese, english in lines:
        print(f"{'✓' if right else '✗'} {chinese}\n  {english}")
    right = all(line[0] for line in lines)
    print("\n全部相符。All is right." if right else "\n有不符之处，见上。Something is wrong, see above.")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
