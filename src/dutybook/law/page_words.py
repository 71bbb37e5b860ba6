"""The words of an act's page in Chinese and English: kinds of acts, steps of their history, places."""

from __future__ import annotations

Words = tuple[str, str]
"""Chinese, English."""

KINDS: dict[str, Words] = {
    "constitution": ("宪法", "Constitution"),
    "law": ("法律", "Law"),
    "administrative_regulation": ("行政法规", "Administrative regulation"),
    "supervisory_regulation": ("监察法规", "Supervisory regulation"),
    "local_regulation": ("地方性法规", "Local regulation"),
    "department_rule": ("部门规章", "Department rule"),
    "government_rule": ("地方政府规章", "Local government rule"),
    "judicial_interpretation": ("司法解释", "Judicial interpretation"),
    "decision": ("决定", "Decision"),
    "amendment": ("修正案", "Amendment"),
    "plan": ("方案", "Plan"),
    "notice": ("通知", "Notice"),
    "opinion": ("意见", "Opinion"),
    "reply": ("批复", "Reply"),
}

EVENTS: dict[str, Words] = {
    "adopted": ("通过", "adopted"),
    "approved": ("批准", "approved"),
    "promulgated": ("公布", "promulgated"),
    "amended": ("修正", "amended"),
    "revised": ("修订", "revised"),
    "in_force": ("施行", "in force"),
    "repealed": ("废止", "repealed"),
}

DATES: dict[str, Words] = {
    "adopted": ("通过日期", "Adopted"),
    "promulgated": ("公布日期", "Promulgated"),
    "in_force": ("施行日期", "In force from"),
}

_PROVINCES: dict[str, Words] = {
    "11": ("北京市", "Beijing"), "12": ("天津市", "Tianjin"), "13": ("河北省", "Hebei"), "14": ("山西省", "Shanxi"),
    "15": ("内蒙古自治区", "Inner Mongolia"), "21": ("辽宁省", "Liaoning"), "22": ("吉林省", "Jilin"),
    "23": ("黑龙江省", "Heilongjiang"), "31": ("上海市", "Shanghai"), "32": ("江苏省", "Jiangsu"),
    "33": ("浙江省", "Zhejiang"), "34": ("安徽省", "Anhui"), "35": ("福建省", "Fujian"), "36": ("江西省", "Jiangxi"),
    "37": ("山东省", "Shandong"), "41": ("河南省", "Henan"), "42": ("湖北省", "Hubei"), "43": ("湖南省", "Hunan"),
    "44": ("广东省", "Guangdong"), "45": ("广西壮族自治区", "Guangxi"), "46": ("海南省", "Hainan"),
    "50": ("重庆市", "Chongqing"), "51": ("四川省", "Sichuan"), "52": ("贵州省", "Guizhou"), "53": ("云南省", "Yunnan"),
    "54": ("西藏自治区", "Tibet"), "61": ("陕西省", "Shaanxi"), "62": ("甘肃省", "Gansu"), "63": ("青海省", "Qinghai"),
    "64": ("宁夏回族自治区", "Ningxia"), "65": ("新疆维吾尔自治区", "Xinjiang"), "71": ("台湾省", "Taiwan"),
    "81": ("香港特别行政区", "Hong Kong"), "82": ("澳门特别行政区", "Macao"),
}  # fmt: skip


def place(code: str) -> Words:
    """A GB/T 2260 code in words: the province's name, and the code.

    >>> place("4101")
    ('河南省（4101）', 'Henan (4101)')
    """
    zh, en = _PROVINCES.get(code[:2], ("", ""))
    return (f"{zh}（{code}）", f"{en} ({code})") if zh else (code, code)
