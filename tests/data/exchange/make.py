"""Writes the files of this folder whose names begin with `lib-`: cards and tables as libraries of the field write them.

    python3 -m pip install vobject
    python3 tests/data/exchange/make.py

What is written is committed; run this again only to add to it.
"""

import csv
import pathlib

import vobject

HERE = pathlib.Path(__file__).parent

PEOPLE = [
    ("Zoë", "Brand", "zoe@brand.example", "Brand & Töchter; Design", "Designer, type", "Line one\nline two; with, marks \\ and a tail that is long enough to be folded twice by anybody who folds at 75"),
    ("José", "Núñez", "jose@mill.example", "Mill", "Cook", "ñ" * 90),
    ("李", "明", "li@mill.example", "磨坊", "工程师", "𝄞 clef"),
]


def cards():
    for given, family, email, company, role, note in PEOPLE:
        card = vobject.vCard()
        card.add("n").value = vobject.vcard.Name(family=family, given=given)
        card.add("fn").value = f"{given} {family}"
        address = card.add("email")
        address.value = email
        address.type_param = ["INTERNET", "pref"]
        card.add("org").value = [company, "A; B"]
        card.add("title").value = role
        card.add("note").value = note
        card.add("bday").value = "1990-02-03"
        card.add("categories").value = ["mentors", "a, b"]
        page = card.add("url", group="item1")
        page.value = f"https://www.linkedin.com/in/{email.split('@')[0]}-example"
        card.add("x-ablabel", group="item1").value = "LinkedIn"
        yield card.serialize()


def main():
    (HERE / "lib-vobject.vcf").write_bytes("".join(cards()).encode())
    header = ["First Name", "Last Name", "Email", "Company", "Job Title", "Notes"]
    for name, dialect, encoding in [("lib-python-excel.csv", "excel", "utf-8-sig"), ("lib-python-tab.csv", "excel-tab", "utf-16"), ("lib-python-unix.csv", "unix", "utf-8")]:
        with open(HERE / name, "w", newline="", encoding=encoding) as file:
            writer = csv.writer(file, dialect)
            writer.writerow(header)
            writer.writerows(PEOPLE)


if __name__ == "__main__":
    main()
