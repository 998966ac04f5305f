"""Writes one small OEWS release in each of its three layouts."""

import csv
import sqlite3
import zipfile
from pathlib import Path

import openpyxl

FOOTNOTE_5 = "This wage is equal to or greater than $115.00 per hour or $239,200 per year."
AREAS = {
    "0000000": ("N", "00", "National"),
    "0600000": ("S", "06", "California"),
    "0041860": ("M", "06", "San Francisco-Oakland-Fremont, CA"),
    "0100004": ("M", "01", "Southeast Alabama nonmetropolitan area"),
}
OCCUPATIONS = {
    "000000": ("All Occupations", 0),
    "150000": ("Computer and Mathematical Occupations", 0),
    "131020": ("Buyers and Purchasing Agents", 3),
    "151252": ("Software Developers", 3),
    "272011": ("Actors", 3),
    "272021": ("Athletes and Sports Competitors", 3),
    "252021": ("Elementary School Teachers", 3),
    "291215": ("Family Medicine Physicians", 3),
}
DEVELOPER = (
    "1000 2.3 93.00 193430 1.0 61.58 78.61 89.73 105.61 131.44 128090 163500 186640 219670 273400"
)
TOTAL = "9000 0.1 33.00 68640 0.2 14.00 18.00 25.00 40.00 60.00 29120 37440 52000 83200 124800"
ACTOR = "500 9.1 40.00 -4 8.0 12.00 15.00 22.00 50.00 90.00 -4 -4 -4 -4 -4"
TEACHER = "800 1.1 -4 70000 0.5 -4 -4 -4 -4 -4 45000 55000 65000 80000 100000"
DOCTOR = "60 5.0 -5 -5 1.0 -5 -5 -5 -5 -5 -5 -5 -5 -5 -5"
DOCTOR_TOP = "70 5.0 99.00 205920 1.0 30.00 50.00 90.00 110.00 -5 62400 104000 187200 228800 -5"
ATHLETE = "80 5.0 -4 -5 1.0 -4 -4 -4 -4 -4 32180 60000 99000 649720 -5"
HIDDEN = "-8 -8 93.00 193430 1.0 61.58 78.61 89.73 105.61 131.44 128090 163500 186640 219670 273400"
NOT_RELEASED = "40 4.0 -8 -8 -8 -8 -8 -8 -8 -8 -8 -8 -8 -8 -8"
CELLS = {
    ("0000000", "000000", "000000"): TOTAL,
    ("0000000", "000000", "151252"): DEVELOPER,
    ("0000000", "000000", "131020"): TOTAL,
    ("0000000", "000000", "272011"): ACTOR,
    ("0000000", "51--52", "000000"): TOTAL,
    ("0000000", "51--52", "150000"): DEVELOPER,
    ("0000000", "99-100", "150000"): HIDDEN,
    ("0000000", "511000", "150000"): DEVELOPER,
    ("0000000", "000000", "272021"): ATHLETE,
    ("0600000", "000000", "252021"): TEACHER,
    ("0600000", "000000", "291215"): DOCTOR_TOP,
    ("0041860", "000000", "151252"): HIDDEN,
    ("0041860", "000000", "291215"): DOCTOR,
    ("0100004", "000000", "151252"): NOT_RELEASED,
}
"""Area, industry and occupation → 15 values; ``-5`` is a missing value with footnote 5."""

WORKBOOK_INDUSTRIES = {"51--52": "51", "99-100": "99"}
WORKBOOK_COLUMNS = (
    "AREA,AREA_TITLE,AREA_TYPE,PRIM_STATE,NAICS,NAICS_TITLE,I_GROUP,OWN_CODE,OCC_CODE,OCC_TITLE,"
    "O_GROUP,PCT_RPT,TOT_EMP,EMP_PRSE,H_MEAN,A_MEAN,MEAN_PRSE,H_PCT10,H_PCT25,H_MEDIAN,H_PCT75,"
    "H_PCT90,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90,ANNUAL"
)


def values_and_footnotes(line: str) -> list[tuple[str, str]]:
    return [("-", v[1:]) if v.startswith("-") else (v, "") for v in line.split()]


def key(area: str, industry: str, occupation: str) -> str:
    return f"OEU{AREAS[area][0]}{area}{industry}{occupation}"


def write_sqlite(path: Path, cells=CELLS, year: int = 2025) -> Path:
    numbers = [f"{n:02}" for n in range(1, 18)]
    with sqlite3.connect(path) as connection:
        columns = ", ".join([*(f"v{n} TEXT" for n in numbers), *(f"f{n} TEXT" for n in numbers)])
        connection.execute(f"CREATE TABLE cell (key TEXT PRIMARY KEY, {columns})")
        connection.execute("CREATE TABLE area (area_code, areatype_code, state_code, area_name)")
        connection.execute(
            "CREATE TABLE occupation (occupation_code, occupation_name, display_level INTEGER)"
        )
        connection.execute("CREATE TABLE footnote (footnote_code, footnote_text)")
        connection.execute("CREATE TABLE meta (name, value)")
        for names, line in cells.items():
            given = values_and_footnotes(line)
            row = [key(*names), *(v for v, _ in given), "1.0", None]
            row += [*(f or None for _, f in given), None, None]
            connection.execute(f"INSERT INTO cell VALUES ({', '.join('?' * 35)})", row)
        for code, (kind, state, name) in AREAS.items():
            connection.execute("INSERT INTO area VALUES (?, ?, ?, ?)", (code, kind, state, name))
        for code, (name, level) in OCCUPATIONS.items():
            connection.execute("INSERT INTO occupation VALUES (?, ?, ?)", (code, name, level))
        connection.execute("INSERT INTO footnote VALUES ('5', ?)", (FOOTNOTE_5,))
        connection.execute("INSERT INTO meta VALUES ('data_year', ?)", (str(year),))
    connection.close()
    return path


def write_flat(folder: Path, cells=CELLS, year: int = 2025) -> list[Path]:
    folder.mkdir(exist_ok=True)
    lines = ["series_id                     \tyear\tperiod\t       value\tfootnote_codes"]
    for names, line in cells.items():
        for number, (value, footnote) in enumerate(values_and_footnotes(line), 1):
            series = f"{key(*names)}{number:02}"
            lines.append(f"{series:<30}\t{year}\tA01\t{value:>12}\t{footnote}")
        lines.append(f"{key(*names)}16     \t{year}\tA01\t       1.000\t")
    (folder / "oe.data.0.Current").write_text("\r\n".join(lines) + "\r\n")
    tables = {
        "oe.area": [
            ("state_code", "area_code", "areatype_code", "area_name"),
            *((state, code, kind, name) for code, (kind, state, name) in AREAS.items()),
        ],
        "oe.occupation": [
            ("occupation_code", "occupation_name", "occupation_description", "display_level"),
            *((code, name, "“quoted”", level) for code, (name, level) in OCCUPATIONS.items()),
        ],
        "oe.footnote": [("footnote_code", "footnote_text"), ("5", FOOTNOTE_5)],
    }
    for name, rows in tables.items():
        with (folder / name).open("w", encoding="cp1252", newline="") as stream:
            csv.writer(stream, delimiter="\t").writerows(rows)
    return sorted(folder.iterdir())


def write_workbook(path: Path, cells=CELLS, year: int = 2025) -> Path:
    marks = {"5": "#", "4": None, "8": "*"}
    levels = {0: "major", 3: "detailed"}
    kinds = {"N": 1, "S": 2, "M": 4}
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = f"All May {year} data"
    sheet.append(WORKBOOK_COLUMNS.split(","))
    for (area, industry, occupation), line in cells.items():
        kind, state, name = AREAS[area]
        title, level = OCCUPATIONS[occupation]
        code = {"N": 99, "S": int(state), "M": int(area)}[kind]
        postal = {"00": "US", "06": "CA", "01": "AL"}[state]
        naics = WORKBOOK_INDUSTRIES.get(industry, industry)
        group = "total" if occupation == "000000" else levels[level]
        values = [
            marks[footnote] if footnote else float(value)
            for value, footnote in values_and_footnotes(line)
        ]
        values[:2] = ["**" if value == "*" else value for value in values[:2]]
        # A broad occupation with nothing below it stands on two rows.
        for said in ["broad", group] if occupation == "131020" else [group]:
            place = (code, "U.S." if kind == "N" else name, kinds[kind], postal)
            soc = f"{occupation[:2]}-{occupation[2:]}"
            sheet.append([*place, naics, "", "", 1235, soc, title, said, "~", *values, None])
    notes = book.create_sheet("Field Descriptions")
    notes.append(["Field", "Field Description"])
    notes.append(
        ["#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year "]
    )
    book.save(path)
    return path


def zipped(path: Path, member: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(member, f"oesm25all/{member.name}")
    return path
