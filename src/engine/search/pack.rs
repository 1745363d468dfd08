//! Writes the file of readings on the host (`redmap pack`), where the full tables cost nothing.
//!
//! Every character of GB 2312 gets its readings, so that a character typed in place of another that
//! sounds alike is known; of other characters those of the bundle. The reading of a character is the
//! usual one of the Unihan data in the `pinyin` crate, with all its tones; further syllables only where
//! they are in use today (`FURTHER`). A word of `WORDS` settles which of them is meant.

use super::readings::HEAD;
use pinyin::{Pinyin, ToPinyin, ToPinyinMulti};
use std::collections::{BTreeMap, BTreeSet};

/// Characters with further syllables in use today, after 普通话异读词审音表 (1985) and 现代汉语词典
/// (7th edition); those of place names and family names in the second part.
const FURTHER: &str = "重chong2 长zhang3 行hang2 乐yue4 厦xia4 都du1 省xing3 会kuai4 大dai4 朝zhao1 \
    曾zeng1 单shan4 传zhuan4 弹tan2 调tiao2 藏zang4 降xiang2 角jue2 觉jiao4 校jiao4 解xie4 什shi2 \
    盛cheng2 宿xiu3 提di1 系ji4 巷hang4 血xie3 殷yan1 着zhao2 着zhuo2 种chong2 地de0 的di4 的di2 \
    得dei3 还huan2 和huo2 强jiang4 劲jing4 卡qia3 壳qiao4 勒lei1 了liao3 露lou4 落la4 绿lu4 \
    率shuai4 没mo4 率lv4 奇ji1 亲qing4 色shai3 参shen1 参cen1 叶xie2 尾yi3 扎za1 只zhi1 薄bo2 \
    柏bo2 堡bu3 堡pu4 便pian2 泊po1 伯bai3 卜bo0 差chai1 差ci1 禅shan4 车ju1 称chen4 澄deng4 \
    畜xu4 度duo2 恶wu4 佛fu2 谷yu4 龟jun1 龟qiu1 核hu2 给ji3 贾gu3 圈juan4 咖ga1 模mu2 \
    弄long4 番pan1 屏bing3 栖xi1 茄jia1 塞se4 杉sha1 识zhi4 属zhu3 说shui4 拓ta4 万mo4 \
    石dan4 折she2 择zhai2 占zhan1 粘nian2 轧ya4 陆liu4 六lu4 纤qian4 似shi4 遗wei4 作zuo2 \
    娜nuo2 咽yan4 咽ye4 稽qi3 剥bao1 削xue1 嚼jue2 薄bao2 壳ke2 供gong4 著zhuo2 著zhe0 幢chuang2 \
    舍she4 熟shou2 尺che3 呱gu1 侧zhai1 术zhu2 系xi4 蔚yu4 熨yu4 熨yun4 追dui1 吁yu4 吁xu1 \
    阿e1 蚌beng4 莞guan3 莘xin1 镐hao4 浚xun4 涡guo1 荥ying2 杓shao2 埔bu4 圩xu1 牟mu4 \
    祭zhai4 盖ge3 覃qin2 覃tan2 繁po2 区ou1 召shao4 翟zhai2 翟di2 尉yu4 仇qiu2 查zha1 朴piao2 \
    晟cheng2 伽jia1 伽qie2 隗kui2 洗xian3 逄pang2 缪miao4 员yun4 瓦wa3 亳bo2 歙she4 砀dang4 \
    漯ta4 台yi2 筠yun2 铅yan2 枞zong1 泌bi4 泷shuang1 番fan1 峙shi4 栎yue4 郇huan2 句gou1 \
    乾gan1 车che1 迹ji4 红gong1 丁zheng1 陂pi2 陂po1 闽min3 繆mou2 曲qu1";

/// Words that settle readings. Names of Zhengzhou after the English names in the bundle, whose sources
/// it gives (商都 Shangdu, 杓袁 Shaoyuan, 华山路 Huashan Road); others after 现代汉语词典.
const WORDS: &str = "大厦da4sha4 厦门xia4men2 银行yin2hang2 行业hang2ye4 分行fen1hang2 支行zhi1hang2 \
    总行zong3hang2 农行nong2hang2 建行jian4hang2 行政xing2zheng4 游行you2xing2 举行ju3xing2 进行jin4xing2 \
    步行bu4xing2 骑行qi2xing2 流行liu2xing2 发行fa1xing2 行动xing2dong4 旅行lv3xing2 行军xing2jun1 \
    实行shi2xing2 执行zhi2xing2 运行yun4xing2 行走xing2zou3 行程xing2cheng2 行人xing2ren2 \
    音乐yin1yue4 乐团yue4tuan2 乐队yue4dui4 乐园le4yuan2 俱乐部ju4le4bu4 娱乐yu2le4 快乐kuai4le4 \
    长城chang2cheng2 长江chang2jiang1 长春chang2chun1 长征chang2zheng1 长沙chang2sha1 长安chang2an1 \
    长期chang2qi1 长度chang2du4 长廊chang2lang2 校长xiao4zhang3 市长shi4zhang3 部长bu4zhang3 \
    局长ju2zhang3 院长yuan4zhang3 县长xian4zhang3 省长sheng3zhang3 会长hui4zhang3 站长zhan4zhang3 \
    馆长guan3zhang3 厂长chang3zhang3 队长dui4zhang3 班长ban1zhang3 委员长wei3yuan2zhang3 村长cun1zhang3 \
    成长cheng2zhang3 生长sheng1zhang3 增长zeng1zhang3 首长shou3zhang3 师长shi1zhang3 家长jia1zhang3 \
    重庆chong2qing4 重新chong2xin1 重建chong2jian4 重修chong2xiu1 重开chong2kai1 重阳chong2yang2 \
    重点zhong4dian3 重要zhong4yao4 重工zhong4gong1 重大zhong4da4 严重yan2zhong4 重型zhong4xing2 \
    双重shuang1chong2 \
    省会sheng3hui4 全省quan2sheng3 省委sheng3wei3 河南省he2nan2sheng3 省级sheng3ji2 省政府sheng3zheng4fu3 \
    反省fan3xing3 会计kuai4ji4 会议hui4yi4 委员会wei3yuan2hui4 总工会zong3gong1hui4 \
    首都shou3du1 商都shang1du1 都市du1shi4 成都cheng2du1 古都gu3du1 国都guo2du1 建都jian4du1 京都jing1du1 \
    中都zhong1du1 大夫dai4fu0 大学da4xue2 大桥da4qiao2 大道da4dao4 大街da4jie1 大会da4hui4 大堤da4di1 \
    华山路hua4shan1lu4 华山hua4shan1 朝鲜chao2xian3 朝阳chao2yang2 传统chuan2tong3 宣传xuan1chuan2 \
    自传zi4zhuan4 学校xue2xiao4 校区xiao4qu1 学会xue2hui4 校场jiao4chang3 教场jiao4chang3 \
    会址hui4zhi3 解放jie3fang4 宿舍su4she4 角落jiao3luo4 三角san1jiao3 主角zhu3jue2 \
    车站che1zhan4 火车huo3che1 汽车qi4che1 轿车jiao4che1 地区di4qu1 地铁di4tie3 地方di4fang1 基地ji1di4 \
    用地yong4di4 湿地shi1di4 工地gong1di4 墓地mu4di4 土地tu3di4 各地ge4di4 当地dang1di4 地址di4zhi3 \
    目的mu4di4 的确di2que4 六安lu4an1 绿林lu4lin2 绿色lv4se4 绿地lv4di4 绿城lv4cheng2 绿荫lv4yin1 \
    红色hong2se4 特色te4se4 金色jin1se4 颜色yan2se4 参观can1guan1 参加can1jia1 参谋can1mou2 人参ren2shen1 \
    落成luo4cheng2 坐落zuo4luo4 村落cun1luo4 部落bu4luo4 角度jiao3du4 制度zhi4du4 落实luo4shi2 \
    杓袁shao2yuan2 荥阳xing2yang2 漯河luo4he2 浚县xun4xian4 中牟zhong1mu4 尉氏wei4shi4 \
    十里铺shi2li3pu4 龙子湖long2zi3hu2 乾元qian2yuan2 象乾xiang4qian2 附属fu4shu3 家属jia1shu3 \
    所属suo3shu3 下属xia4shu3 模范mo2fan4 规模gui1mo2 模式mo2shi4 模型mo2xing2 提出ti2chu1 \
    系统xi4tong3 联系lian2xi4 关系guan1xi4 体系ti3xi4 了解liao3jie3 为了wei4le0 成了cheng2le0 \
    供销gong1xiao1 强调qiang2diao4 调查diao4cha2 调整tiao2zheng3 空调kong1tiao2 调动diao4dong4 \
    还是hai2shi4 还有hai2you3 归还gui1huan2 茶园cha2yuan2 尾巴wei3ba0 供应gong1ying4 石油shi2you2 \
    石桥shi2qiao2 石头shi2tou0 奇迹qi2ji4 和平he2ping2 万人wan4ren2 二万er4wan4 亲自qin1zi4 说话shuo1hua4 \
    演说yan3shuo1 认识ren4shi0 知识zhi1shi0 标识biao1zhi4 技术ji4shu4 艺术yi4shu4 学术xue2shu4 \
    伯伯bo2bo0 便民bian4min2 便道bian4dao4 方便fang1bian4 没有mei2you3 谷物gu3wu4 山谷shan1gu3 \
    车间che1jian1 陆军lu4jun1 大陆da4lu4 叶子ye4zi0 红叶hong2ye4 南侧nan2ce4 东侧dong1ce4 西侧xi1ce4 \
    北侧bei3ce4 两侧liang3ce4 一侧yi1ce4 尺寸chi3cun4 文物wen2wu4 得到de2dao4 取得qu3de2 获得huo4de2";

/// Tones that `一` and `不` take before others, by the rules of sandhi.
const SANDHI: &str = "一yi2 一yi4 不bu2";

/// Variants that are not counted as traditional forms, after 第一批异体字整理表 (1955).
const VARIANTS: &str = "砦寨 菴庵 隄堤 谿溪 牀床 砲炮 礮炮 舘馆 峯峰 羣群 裏里 裡里 堦阶 滙汇 牕窗 \
    嶽岳 塲场 甎砖 磗砖 滷卤 匊菊 閘闸 喆哲 甦苏 祕秘 粦磷 菓果 遊游 週周 註注 蹟迹 跡迹 佈布 託托 \
    証证 鬭斗 鬪斗 皐皋 皁皂 淼渺 坿附 艸草 竪竖 氷冰 灋法 仝同 迺乃 恆恒 衆众 讚赞 廻回 逈迥";

/// The file of readings for a bundle whose texts hold these characters.
#[must_use]
pub fn readings(texts: &str) -> String {
    let simple = fast2s::convert(texts);
    let mut used: BTreeSet<char> = simple.chars().filter(|c| ideograph(*c)).collect();
    let forms = forms(&used);
    let standard = gb2312();
    // A form that is compared as another is never read itself.
    let variants: BTreeSet<char> = forms.keys().copied().collect();
    used.extend(standard.iter().filter(|c| !variants.contains(c)));

    let mut lines: BTreeMap<String, BTreeSet<char>> = BTreeMap::new();
    for &c in &used {
        for spelt in usual(c) {
            lines.entry(spelt).or_default().insert(c);
        }
    }
    for (c, spelt) in pairs(FURTHER).chain(pairs(SANDHI)).filter(|(c, _)| used.contains(c)) {
        lines.entry(spelt.to_owned()).or_default().insert(c);
    }
    let mut out = [HEAD, "\n"].concat();
    for (spelt, chars) in &lines {
        out.extend([spelt.as_str(), " "]);
        out.extend(chars);
        out.push('\n');
    }
    for word in WORDS.split_whitespace() {
        let (chars, spelt) = word.split_at(word.find(|c: char| c.is_ascii()).unwrap_or(word.len()));
        if simple.contains(chars) {
            out.extend(["* ", chars]);
            for syllable in spelt.split_inclusive(|c: char| c.is_ascii_digit()) {
                out.extend([" ", syllable]);
            }
            out.push('\n');
        }
    }
    let mut line = String::new();
    for (from, to) in forms {
        line.extend([' ', from, to]);
    }
    if !line.is_empty() {
        out.extend(["=", &line, "\n"]);
    }
    out
}

const fn ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Traditional forms and variants of the characters used, each with the form compared.
fn forms(used: &BTreeSet<char>) -> BTreeMap<char, char> {
    let standard = gb2312();
    let mut forms = BTreeMap::new();
    let mut buffer = [0; 4];
    for c in '\u{4e00}'..='\u{9fff}' {
        let simple = fast2s::convert(c.encode_utf8(&mut buffer)).chars().next().unwrap_or(c);
        // 乾 and 著 are traditional for 干 and 着, but characters of their own as well.
        if simple != c && used.contains(&simple) && !standard.contains(&c) {
            forms.insert(c, simple);
        }
    }
    for pair in VARIANTS.split_whitespace() {
        let mut chars = pair.chars();
        if let (Some(from), Some(to)) = (chars.next(), chars.next())
            && (used.contains(&to) || used.contains(&from))
        {
            forms.insert(from, to);
        }
    }
    forms
}

/// The usual reading, and its syllable in the other tones the character has.
fn usual(c: char) -> BTreeSet<String> {
    let Some(first) = c.to_pinyin() else { return BTreeSet::new() };
    let further = c.to_pinyin_multi().into_iter().flatten();
    let same = further.filter(|p| p.plain() == first.plain());
    same.chain([first]).map(spelling).collect()
}

/// `lv4`, `de0`.
fn spelling(p: Pinyin) -> String {
    let mut out = p.with_tone_num_end().replace('ü', "v");
    if !out.ends_with(|c: char| c.is_ascii_digit()) {
        out.push('0');
    }
    out
}

/// `重chong2 …` taken apart.
fn pairs(table: &'static str) -> impl Iterator<Item = (char, &'static str)> {
    table.split_whitespace().filter_map(|entry| {
        let c = entry.chars().next()?;
        Some((c, &entry[c.len_utf8()..]))
    })
}

/// The 6763 characters of GB 2312-1980.
fn gb2312() -> BTreeSet<char> {
    let mut out = BTreeSet::new();
    for row in 0xb0..=0xf7 {
        for cell in 0xa1..=0xfe {
            let bytes = [row, cell];
            let (text, broken) = encoding_rs::GBK.decode_without_bom_handling(&bytes);
            out.extend(text.chars().filter(|c| !broken && ideograph(*c)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::search::Readings;

    /// The tables agree with the full data of the crate, so that a slip of ours is no reading.
    #[test]
    fn tables_are_readings() {
        let known = |c: char, spelt: &str| {
            let all: Vec<String> =
                c.to_pinyin_multi().into_iter().flatten().map(spelling).collect();
            let bare = spelt.trim_end_matches(|c: char| c.is_ascii_digit());
            spelt.ends_with('0') || all.iter().any(|a| a[..a.len() - 1] == *bare)
        };
        let mut wrong: Vec<String> = Vec::new();
        for (c, spelt) in pairs(FURTHER) {
            if !known(c, spelt) {
                wrong.push(format!("{c}{spelt}"));
            }
        }
        for word in WORDS.split_whitespace() {
            let at = word.find(|c: char| c.is_ascii()).expect("readings");
            let chars: Vec<char> = word[..at].chars().collect();
            let spelt: Vec<&str> =
                word[at..].split_inclusive(|c: char| c.is_ascii_digit()).collect();
            if chars.len() != spelt.len() || !chars.iter().zip(&spelt).all(|(c, s)| known(*c, s)) {
                wrong.push(word.to_owned());
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn writes_what_is_read_back() {
        let file = readings("商都大厦，紀念塔");
        let r = Readings::parse(&file);
        let spelt = |c: char| {
            let all = r.sound(r.of(c)).iter();
            all.map(|x| r.syllable(x.syllable).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(spelt('塔'), ["ta"]);
        let mut both = spelt('都');
        both.sort();
        assert_eq!(both, ["dou", "du"]);
        assert!(spelt('绿').contains(&"lv".to_owned()));
        assert_eq!((r.form('紀'), r.form('園')), ('纪', '園'), "only forms of the bundle travel");
        assert!(r.begins_word('商'));
        assert!(gb2312().len() == 6763 && file.len() < 40_000, "{}", file.len());
    }
}
