"""What an option means, told by `--help`: one text where an option means the same in many commands.

An option that says it itself where it is declared is not asked for here. Where one name means different
things, the command stands before it, separated by a blank.
"""

from app.base.i18n import mark

EVERYWHERE = {
    "--store": mark("The data store; otherwise the one in RUNDBLICK_STORE."),
    "--passphrase-file": mark("A file with the passphrase; otherwise the one in RUNDBLICK_PASSPHRASE_FILE."),
    "--user": mark("The name to log in with."),
    "--key-file": mark("The key file, where the passphrase needs one."),
    "--lang": mark("The language of the answer."),
    "--json": mark("Answer as one JSON document."),
    "--yes": mark("Ask nothing."),
    "--out": mark("Where to write it."),
    "--to": mark("The recipient; `internal` makes it for the office alone."),
    "--confirm": mark("This condition of this provision is met."),
    "--consent": mark("The agency this finding comes from has consented."),
    "--document": mark("This document goes along."),
    "--case": mark("The case, by its number."),
    "--conference": mark("The number of the case conference."),
    "--agency": mark("The agency."),
    "--title": mark("The title."),
    "--reason": mark("The reason; it goes into the log."),
    "--due": mark("The day it is due."),
    "--note": mark("A note."),
    "--cite": mark("A finding it rests on."),
    "--purpose": mark("What the data are held for."),
    "--classification": mark("The classification."),
    "--period": mark("The length of the periods that are added up."),
    "--until": mark("Only what was known on this day."),
    "--status": mark("The status."),
    "--text": mark("What it says."),
    "--role": mark("The part it plays, one of those of the method."),
    "--indicator": mark("By what one would notice."),
    "--provision": mark("The provision it rests on."),
    "--partner": mark("Who carries it out."),
    "--effort": mark("The effort it takes."),
    "--effect": mark("The effect it has."),
    "--copies": mark("How many numbered copies."),
    "--valid-from": mark("The first day it applies."),
    "--format": mark("The format."),
}

OWN = {
    "access report --withhold": mark("Leave this finding out, on this ground, for this reason."),
    "access report --withhold-all": mark("Leave everything out, on this ground, for this reason."),
    "access report --out": mark("The folder for the papers."),
    "audit --actor": mark("Only what this person did."),
    "career intervene --why": mark("Why something could have been done here."),
    "case new --legal-basis": mark("The legal basis of the case."),
    "case new --question": mark("The question the case is to answer."),
    "case new --topic": mark("The subject area."),
    "case step --outcome": mark("What the case came to, when it is closed."),
    "consent record --state": mark("How the agency answered."),
    "conference --place": mark("Where it is held."),
    "conference --chair": mark("Who chairs it."),
    "conference --length": mark("How long it is to take, in minutes."),
    "consent --to": mark("The agency it would go to."),
    "demo --out": mark("The folder for everything it writes."),
    "disclosures --to": mark("Only what this agency was given."),
    "enquiry --kind": mark("What is asked about."),
    "enquiry --state": mark("Only those in this state."),
    "enquiry --out": mark("The folder for the letters."),
    "graph --directed": mark("Keep to the direction of the links."),
    "import --label": mark("A part of the label of everything in the file."),
    "import --dry-run": mark("Only tell what would be imported."),
    "inspect --case": mark("The case it would be merged into; `new` for a new one."),
    "merge --case": mark("The case to merge it into; `new` for a new one."),
    "layout --algorithm": mark("How the nodes are arranged."),
    "library add --kind": mark("What kind of document it is."),
    "measure --priority": mark("How urgent it is."),
    "measure new --reason": mark("A finding it rests on."),
    "measure calendar --out": mark("The calendar file to write."),
    "path --k": mark("How many paths, the shortest first."),
    "path --max-hops": mark("No path with more links than this."),
    "path --all-shortest": mark("All paths of the shortest length."),
    "provisions --from": mark("The class of the agency that gives."),
    "provisions --to": mark("The class of the agency that gets."),
    "provisions --data": mark("The class of the data."),
    "provisions --kind": mark("Whether it may, should or must be transmitted."),
    "recall prepare --out": mark("The folder for letters and packages."),
    "restore --to": mark("The folder of the new data store."),
    "review run --erase": mark("Erase this finding."),
    "review run --extend": mark("Keep this finding until this day."),
    "review run --restrict": mark("Restrict this finding."),
    "seal --recipient": mark("A key that can open the package."),
    "search --limit": mark("No more hits than this."),
    "sensitivity --without": mark("What is left out, one after the other."),
    "timeline --from": mark("Only what was from this day on."),
    "timeline --to": mark("Only what was up to this day."),
}


def meaning(command: str, option: str) -> str:
    """Return what `option` ("--out") of `command` ("provisions add") means, in English; "" if nobody says."""
    words = command.split()
    own = (f"{' '.join(words[:count])} {option}" for count in range(len(words), 0, -1))
    return next((OWN[name] for name in own if name in OWN), EVERYWHERE.get(option, ""))
