# Not run: written to the contract of packaging/einrichten.sh, but not yet tried on Windows.
#
#   powershell -ExecutionPolicy Bypass -File packaging\einrichten.ps1 demo
#   powershell -ExecutionPolicy Bypass -File packaging\einrichten.ps1 test
#
# Needs Python 3.11 to 3.13 (64 bit) from the machine's own software catalogue. A second start finds all in
# place and needs no network. Exit codes: those of what it runs; 2 wrong usage; 6 the set-up failed.
param([Parameter(Position = 0)][string]$Command = "", [Parameter(ValueFromRemainingArguments)][string[]]$Rest = @())

$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..")
$german = (Get-UICulture).TwoLetterISOLanguageName -eq "de"
$venv = if ($env:RUNDBLICK_VENV) { $env:RUNDBLICK_VENV } else { ".venv" }
$locks = "packaging/requirements"

function Say([string]$De, [string]$En) { if ($german) { Write-Host $De } else { Write-Host $En } }
function Refuse([string]$De, [string]$En) { Say $De $En; exit 6 }

# --- Python --------------------------------------------------------------------------------------------------
$fits = "import sys, ensurepip, venv; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13) and sys.maxsize > 2**32))"

function Test-Python([string[]]$Candidate) {
    $program, $options = $Candidate
    if (-not (Get-Command $program -ErrorAction SilentlyContinue)) { return $false }
    & $program @options -c $fits 2>$null
    return $LASTEXITCODE -eq 0
}

function Find-Python {
    if ($env:RUNDBLICK_PYTHON) { $candidates = , @($env:RUNDBLICK_PYTHON) }
    else { $candidates = @("py", "-3.13"), @("py", "-3.12"), @("py", "-3.11"), @("python") }
    foreach ($candidate in $candidates) { if (Test-Python $candidate) { return , $candidate } }
    Refuse "Es wird Python 3.11, 3.12 oder 3.13 (64 Bit) gebraucht, und hier ist keines zu finden." `
        "Python 3.11, 3.12 or 3.13 (64 bit) is needed, and none was found here."
}

# --- environments: a stamp holds one line for each lock file that was installed ------------------------------
function Get-Line([string]$Lock) { "$Lock $((Get-FileHash -Algorithm SHA256 $Lock).Hash.ToLower())" }

function Get-Stamp([string]$Environment) {
    $stamp = Join-Path $Environment ".stamp"
    if (Test-Path $stamp) { return @(Get-Content $stamp) }
    return @()
}

function Install-Environment([string]$Environment, [string[]]$Wanted) {
    $lines = @("place $(Join-Path (Get-Location) $Environment)") + @($Wanted | ForEach-Object { Get-Line $_ })
    $present = Get-Stamp $Environment
    $python = Join-Path $Environment "Scripts\python.exe"
    if ((Test-Path $python) -and -not ($lines | Where-Object { $_ -notin $present })) { return }
    Say "Python-Umgebung $Environment wird eingerichtet (einmalig, ein bis zwei Minuten) ..." `
        "Setting up the Python environment $Environment (once, one or two minutes) ..."
    $old = "$Environment.old"
    if (Test-Path $old) { Remove-Item -Recurse -Force $old }
    if (Test-Path $Environment) { Rename-Item $Environment (Split-Path -Leaf $old) }
    $done = $false
    try {
        $program, $options = Find-Python
        & $program @options -m venv $Environment
        if ($LASTEXITCODE -eq 0) {
            $requirements = $Wanted | ForEach-Object { "-r"; $_ }
            & $python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: `
                --no-deps --retries 2 --timeout 60 @requirements
            if ($LASTEXITCODE -eq 0) { Set-Content (Join-Path $Environment ".stamp") $lines; $done = $true }
        }
    }
    finally {
        if ($done) { if (Test-Path $old) { Remove-Item -Recurse -Force $old } }
        else {
            if (Test-Path $Environment) { Remove-Item -Recurse -Force $Environment }
            if (Test-Path $old) { Rename-Item $old (Split-Path -Leaf $Environment) }
        }
    }
    if (-not $done) {
        Refuse "Das Einrichten ist fehlgeschlagen; es braucht einmal das Netz. Es wurde nichts verändert." `
            "Setting up failed; it needs the network once. Nothing was changed."
    }
}

# --- test ----------------------------------------------------------------------------------------------------
$script:failed = @()
function Step([string]$Name, [scriptblock]$Block) {
    Write-Host "`n== $Name"
    & $Block
    if ($LASTEXITCODE -ne 0) { $script:failed += $Name }
}

function Invoke-Tests {
    if (-not $env:QT_QPA_PLATFORM) { $env:QT_QPA_PLATFORM = "offscreen" }
    $bin = Join-Path $venv "Scripts"
    Step "ruff check" { & "$bin\ruff.exe" check . }
    Step "ruff format" { & "$bin\ruff.exe" format --check . }
    Step "mypy" { & "$bin\mypy.exe" }
    Step "import-linter" { & "$bin\lint-imports.exe" }
    Step "app/ without PySide6" {
        & "$venv-ohne-qt\Scripts\python.exe" -m pytest -c packaging/pytest-ohne-qt.ini --rootdir . tests/unit tests/leaks
    }
    Step "all tests" { & "$bin\python.exe" -m pytest @Rest }
    if ($script:failed) { Write-Host "`nFAILED: $($script:failed -join ', ')"; exit 1 }
}

# --- main ----------------------------------------------------------------------------------------------------
switch ($Command) {
    { $_ -in "demo", "setup" } { Install-Environment $venv @("$locks.lock", "$locks-window.lock") }
    "test" {
        Install-Environment $venv @("$locks.lock", "$locks-window.lock", "$locks-test.lock", "$locks-dev.lock")
        Install-Environment "$venv-ohne-qt" @("$locks.lock", "$locks-test.lock")
        Invoke-Tests
    }
    default {
        Say "Aufruf: packaging\einrichten.ps1 demo|test|setup" "usage: packaging\einrichten.ps1 demo|test|setup"
        exit 2
    }
}
if ($Command -eq "demo") {
    $python = Join-Path $venv "Scripts\python.exe"
    $out = "demo-ausgabe"
    if ($Rest) { & $python main.py demo --out $out @Rest; exit $LASTEXITCODE }
    # The first start builds everything and keeps what it said in overview.txt; a later one shows that again.
    $overview = Join-Path $out "overview.txt"
    if (-not (Test-Path $overview)) {
        $said = & $python main.py demo --no-window --out $out
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
        Set-Content -Encoding UTF8 $overview $said
    }
    Get-Content -Encoding UTF8 $overview
    $env:RUNDBLICK_STORE = Join-Path $out "demo.rundblick"
    & $python main.py
    exit $LASTEXITCODE
}
