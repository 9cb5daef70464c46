"""All commands of `vaekst`, as data: `--help` reads this list and loads none of them."""

from __future__ import annotations

from dataclasses import dataclass

START = "Start"
WEEKLY = "Every week"
GOVERN = "Govern"


@dataclass(frozen=True, slots=True)
class Listed:
    """A command: what people type, the module in `vaekst.cli` that holds its `app`, and its line of help."""

    name: str
    module: str
    help: str
    panel: str


COMMANDS: tuple[Listed, ...] = (
    Listed("init", "init", "Make a brand and its strategy document.", START),
    Listed("demo", "demo", "Make a made-up bicycle shop to look around in.", START),
    Listed("serve", "serve", "Open the web app on this machine.", START),
    Listed("sign-in", "sign_in", "Print a new one-time link into the web app.", START),
    Listed("import", "import_files", "Read export files of the platforms into the brand.", WEEKLY),
    Listed("retract", "retract", "Take back an import made by mistake.", WEEKLY),
    Listed("connect", "connect", "Connect accounts whose figures are pulled.", WEEKLY),
    Listed("pull", "pull", "Pull the newest figures of the connected accounts.", WEEKLY),
    Listed("health", "health", "Show what is covered, how fresh it is, and what to export next.", WEEKLY),
    Listed("map", "map", "Say once what the columns of a table mean.", WEEKLY),
    Listed("posts", "posts", "List posts with their concepts, and tag them.", WEEKLY),
    Listed("board", "board", "Show the eight KPIs against baseline and target.", WEEKLY),
    Listed("costs", "costs", "Show what leads cost, and where they come from.", WEEKLY),
    Listed("leads", "leads", "Count leads by stage, source, channel and concept.", WEEKLY),
    Listed("attribute", "attribute", "Show who gets credit for leads, model by model.", WEEKLY),
    Listed("risk", "risk", "Show how much hangs on one channel.", WEEKLY),
    Listed("explain", "explain", "Say where a figure comes from: definition, files and rows.", WEEKLY),
    Listed("diagnose", "diagnose", "Say which figures moved against each other, and what to do.", WEEKLY),
    Listed("review", "review", "Weigh each concept of a week: scale, iterate or stop.", WEEKLY),
    Listed("simulate", "simulate", "Say what a sprint would find out, before it begins.", WEEKLY),
    Listed("decide", "decide", "Record what a person decided about a concept.", WEEKLY),
    Listed("standup", "standup", "Show the agenda of the weekly stand-up.", WEEKLY),
    Listed("rebriefs", "rebriefs", "List the new briefs that decisions ask for.", WEEKLY),
    Listed("experiment", "experiment", "Register experiments, and read what they say.", WEEKLY),
    Listed("link", "link", "Make links that say where visits come from, and check them.", WEEKLY),
    Listed("plan-week", "plan_week", "Plan the posts of the week after the reviewed one.", WEEKLY),
    Listed("export", "export", "Write the board, the posts or the decisions as a file.", WEEKLY),
    Listed("strategy", "strategy", "Check, apply, compare and show the strategy document.", GOVERN),
    Listed("measurement", "measurement", "Show what each KPI is measured from, and whose it is.", GOVERN),
    Listed("baseline", "baseline", "Freeze the figures the sprint is measured against.", GOVERN),
    Listed("people", "people", "Invite people and say what they may do.", GOVERN),
    Listed("collect", "collect", "Let websites send visits and conversions.", GOVERN),
    Listed("feed", "feed", "Let a dashboard or spreadsheet read the figures.", GOVERN),
    Listed("erase", "erase", "Erase a person, a member or a brand for good.", GOVERN),
    Listed("brands", "brands", "List the brands of this installation.", GOVERN),
)
