"""Characters that are taken for one another, because they look or sound alike.

Inputs:  two characters.
Outputs: what to say of them.
Units:   none.
Source:  our choice: the commonest of the groups proof-readers know (己已巳, 日曰, 末未).
"""

import unicodedata

_SHAPES = """
己已巳 日曰 末未 土士 干千于 人入八 大太犬 王玉主 田由甲申 戊戌戍戎 毋母 刀刁
乌鸟 免兔 茶荼 折拆 拨拔 候侯 晴睛 祗袛 孑孓子 冶治 冼洗 刺剌 竞竟 幕慕墓暮
辨辩辫 徽微 徒徙 崇祟 柬东 汆氽 壸壶 盲肓 泪汨汩 巿市 苗笛 赢羸嬴 券卷 弛驰
拴栓 即既 沦论 肆肄 侍待 狼狠 没设 休体 今令 住往 们问 天夫无 仓仑 风凤
万方 七匕 几凡 小少 十千 厂广 元无 开井 牛午 力刀 目自 白臼 木本术 见贝
名各 亨享 准淮 历厉 灸炙 肖消 象像 籍藉 戴带 眯咪 O0 Il1 一— 〇○
·•
"""
_SOUNDS = "的地得 在再 做作 象像 帐账 那哪 他她它 座坐 分份 需须 以已 记纪 震振 权全 决绝 反返"


def kinship(one: str, two: str) -> tuple[str, str]:
    """What to say of two characters, in Chinese and English; empty when they are no kin."""
    if one == two or len(one) != 1 or len(two) != 1:
        return "", ""
    if any(one in group and two in group for group in _SHAPES.split()):
        return "（形近字）", " (look alike)"
    if unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", two):
        return "（同字异码或全角半角）", " (another form of the same character)"
    if any(one in group and two in group for group in _SOUNDS.split()):
        return "（音近字）", " (sound alike)"
    return "", ""
