from __future__ import annotations

import io
import struct
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin
from tests.attacks.others import jpeg, png, png_chunk

from dutybook_web.files import kinds
from dutybook_web.files.jpeg import orientation
from dutybook_web.files.kinds import Kind
from dutybook_web.files.limits import Limits
from dutybook_web.files.pictures import without_metadata
from dutybook_web.files.refusals import FileRefused

SECRETS = (b"SpyCam 3000", b"2024:05:01", b"left at the gate", b"xmpmeta", b"Photoshop", b"GPS-PLACE")
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
KINDS = {"JPEG": kinds.JPEG, "PNG": kinds.PNG, "WEBP": kinds.WEBP}


def exif(way: int | None = None) -> Image.Exif:
    found = Image.Exif()
    found[0x0110] = "SpyCam 3000"
    found[0x0132] = "2024:05:01 10:00:00"
    found.get_ifd(0x8825)[29] = "GPS-PLACE"
    if way:
        found[0x0112] = way
    return found


def sample() -> Image.Image:
    image = Image.new("RGB", (40, 30))
    image.putdata([(x * 6, y * 8, (x * y) % 256) for y in range(30) for x in range(40)])
    return image


def saved(form: str, **options: Any) -> bytes:
    file = io.BytesIO()
    sample().save(file, form, exif=exif(options.pop("way", None)), icc_profile=PROFILE, **options)
    return file.getvalue()


def noted_png() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "left at the gate")
    info.add_itxt("XML:com.adobe.xmp", "xmpmeta")
    return info


PICTURES = {
    "baseline JPEG": ("JPEG", {"comment": b"left at the gate", "xmp": b"xmpmeta"}),
    "progressive JPEG": ("JPEG", {"progressive": True, "comment": b"left at the gate"}),
    "JPEG with restarts": ("JPEG", {"restart_marker_blocks": 1}),
    "PNG": ("PNG", {"pnginfo": noted_png()}),
    "lossy WebP": ("WEBP", {"xmp": b"xmpmeta"}),
    "lossless WebP": ("WEBP", {"lossless": True, "xmp": b"xmpmeta"}),
}


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def refusal(data: bytes, kind: Kind, limits: Limits | None = None) -> str:
    with pytest.raises(FileRefused) as caught:
        without_metadata(data, kind, limits or Limits())
    return caught.value.code


@pytest.mark.parametrize("name", PICTURES)
def test_metadata_go_and_every_pixel_stays(name: str) -> None:
    form, options = PICTURES[name]
    data = saved(form, **options)
    cleaned = without_metadata(data, KINDS[form])
    before, after = opened(data), opened(cleaned)
    assert [secret for secret in SECRETS if secret in data] != []
    assert [secret for secret in SECRETS if secret in cleaned] == []
    assert (after.tobytes(), after.info["icc_profile"]) == (before.tobytes(), PROFILE)
    assert (dict(after.getexif()), after.size) == ({}, (40, 30))


@pytest.mark.parametrize("way", [2, 3, 6, 8])
def test_photograph_stays_the_right_way_up(way: int) -> None:
    cleaned = without_metadata(saved("JPEG", way=way), kinds.JPEG)
    assert dict(opened(cleaned).getexif()) == {0x0112: way}
    assert [secret for secret in SECRETS if secret in cleaned] == []


@pytest.mark.parametrize("name", PICTURES)
def test_cleaned_picture_is_not_changed_again(name: str) -> None:
    form, options = PICTURES[name]
    cleaned = without_metadata(saved(form, **options), KINDS[form])
    assert without_metadata(cleaned, KINDS[form]) == cleaned


def segment(marker: int, payload: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(payload) + 2) + payload


def test_thumbnails_and_second_pictures_of_a_photograph_go() -> None:
    extra = (
        segment(0xE0, b"JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x01\x01SECRET"),
        segment(0xE0, b"JFXX\x00SECRET"),
        segment(0xE0, b"JFIF\x00\x01\x02"),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00xmpmeta"),
        segment(0xE2, b"MPF\x00SECRET"),
        segment(0xED, b"Photoshop\x00"),
    )
    cleaned = without_metadata(jpeg(2, 2, *extra) + jpeg(3, 3) + b"\x00\x00ftypmp42", kinds.JPEG)
    assert cleaned == jpeg(2, 2, b"\xff\xe0\x00\x10JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00")


def test_webp_of_one_chunk_stays_as_it_is() -> None:
    file = io.BytesIO()
    sample().save(file, "WEBP")
    assert without_metadata(file.getvalue(), kinds.WEBP) == file.getvalue()


def test_transparency_stays() -> None:
    image = Image.new("RGBA", (5, 5), (255, 0, 0, 100))
    for form in ("PNG", "WEBP"):
        file = io.BytesIO()
        image.save(file, form)
        assert opened(without_metadata(file.getvalue(), KINDS[form])).tobytes() == opened(file.getvalue()).tobytes()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff", kinds.JPEG),
        (b"\xff\xd8\xff\xd9", kinds.JPEG),
        (b"\xff\xd8\x00\x00\x00\x00", kinds.JPEG),
        (b"\xff\xd8\xff\x01\x00\x02", kinds.JPEG),
        (b"\xff\xd8\xff\xc0\x00\x03\x00", kinds.JPEG),
        (b"\xff\xd8\xff\xda\x00\x03\x00\x12\xff\xd9", kinds.JPEG),
        (jpeg(0, 2), kinds.JPEG),
        (jpeg(2, 0), kinds.JPEG),
        (jpeg(2, 2, jpeg(2, 2)[2:15]), kinds.JPEG),
        (jpeg()[:-4] + b"\x12\x34", kinds.JPEG),
        (jpeg(2, 2)[:15] + b"\xff\xd9", kinds.JPEG),
        (png(0, 2), kinds.PNG),
        (png(2, 0), kinds.PNG),
        (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IEND", b""), kinds.PNG),
        (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", b"short") + png_chunk(b"IEND", b""), kinds.PNG),
        (png()[:33] + png_chunk(b"IEND", b""), kinds.PNG),
        (png().replace(b"IDAT", b"IDAX"), kinds.PNG),
    ],
)
def test_broken_picture_is_refused(data: bytes, kind: Kind) -> None:
    assert refusal(data, kind) == "damaged"


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(
        name + struct.pack("<I", len(payload)) + payload + b"\x00" * (len(payload) % 2) for name, payload in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


LOSSY = (b"VP8 ", b"\x00\x00\x00\x9d\x01\x2a\x02\x00\x02\x00")
LOSSLESS = (b"VP8L", b"\x2f" + bytes(4))


@pytest.mark.parametrize(
    "chunks",
    [
        (),
        ((b"VP8X", bytes(10)),),
        ((b"VP8X", bytes(9)), LOSSY),
        ((b"VP8 ", bytes(10)),),
        ((b"VP8 ", LOSSY[1][:7]),),
        ((b"VP8L", bytes(5)),),
        ((b"VP8L", b"\x2f"),),
        (LOSSY, LOSSLESS),
        (*[(b"junk", b"")] * 101, LOSSY),
    ],
)
def test_broken_webp_is_refused(chunks: tuple[tuple[bytes, bytes], ...]) -> None:
    assert refusal(webp(*chunks), kinds.WEBP) == "damaged"


def test_canvas_counts_as_much_as_the_picture_in_it() -> None:
    data = webp((b"VP8X", bytes(4) + b"\xff\xff\x00\xff\xff\x00"), LOSSY)
    assert refusal(data, kinds.WEBP) == "too-many-pixels"


@pytest.mark.parametrize(("form", "kind"), KINDS.items())
def test_pixels_are_counted_from_the_header(form: str, kind: Kind) -> None:
    data = saved(form)
    assert refusal(data, kind, Limits(pixels=1_199)) == "too-many-pixels"
    assert opened(without_metadata(data, kind, Limits(pixels=1_200))).size == (40, 30)


@pytest.mark.parametrize(
    ("tiff", "way"),
    [
        (b"", 1),
        (b"II*\x00\xff\xff\xff\xff", 1),
        (b"II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00", 6),
        (b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x08\x00\x00", 8),
        (b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x09\x00\x00", 1),
        (b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x10\x00\x03\x00\x00\x00\x01\x00\x08\x00\x00", 1),
        (b"MM\x00*\x00\x00\x00\x08\xff\xff\x01\x10\x00\x03\x00\x00\x00\x01\x00\x08\x00\x00", 1),
    ],
)
def test_way_up_is_read_within_bounds(tiff: bytes, way: int) -> None:
    assert orientation(tiff) == way
