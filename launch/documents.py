"""What PDFs need of the system; everything else works without it."""

import ctypes.util
import shutil
import subprocess

from launch.speech import say

LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
FONTS = "fonts-noto-cjk"


def missing() -> list[str]:
    """Debian packages that are not there."""
    packages = [package for library, package in LIBRARIES.items() if not ctypes.util.find_library(library)]
    return packages if _has_chinese_font() else [*packages, FONTS]


def mention_missing() -> None:
    """One line with the command, when something is missing."""
    packages = " ".join(missing())
    if packages:
        say(
            f"生成 PDF 还需要系统软件包，其余功能不受影响；以 root 运行：apt-get install -y {packages}",
            f"PDFs need system packages, everything else works without them; as root: apt-get install -y {packages}",
        )


def _has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    found = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip())
