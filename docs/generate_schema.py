"""Write docs/catalogue.schema.json from the models of catalogue files."""

from __future__ import annotations

from pathlib import Path

from dutybook.catalogue import schema

TARGET = Path(__file__).with_name("catalogue.schema.json")

if __name__ == "__main__":
    TARGET.write_text(schema.text(), encoding="utf-8")
    print(f"wrote {TARGET.name}")
