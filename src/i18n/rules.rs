//! What `redmap check` found, and what to do, in words.

use super::Lang;
use super::problems::{problem, remedy};
use crate::bundle::check::Rule;
use crate::domain::Datum;

/// What is wrong and what to do, as one message.
#[must_use]
pub fn message(rule: &Rule, lang: Lang) -> String {
    if let Rule::Problem(kind) = rule {
        return match lang {
            Lang::Zh => format!("{}。{}", problem(kind, lang), remedy(kind, lang)),
            Lang::En => format!("{} {}", problem(kind, lang), remedy(kind, lang)),
        };
    }
    match lang {
        Lang::Zh => chinese(rule),
        Lang::En => english(rule),
    }
}

/// What is wrong, and what to do, apart.
#[must_use]
pub fn parted(rule: &Rule, lang: Lang) -> [String; 2] {
    if let Rule::Problem(kind) = rule {
        return [problem(kind, lang), remedy(kind, lang)];
    }
    split(&message(rule, lang), lang)
}

/// A message taken apart behind its first sentence. Chinese remedies begin with “请” where a message of the
/// reader's own words could hold a full stop of its own.
pub(super) fn split(message: &str, lang: Lang) -> [String; 2] {
    let at = match lang {
        Lang::Zh => {
            let stop = "。".len();
            message.find("。请").or_else(|| message.find('。')).map(|i| (i, i + stop))
        }
        Lang::En => message.find(". ").map(|i| (i + 1, i + 2)),
    };
    let (end, next) = at.unwrap_or((message.len(), message.len()));
    [message[..end].to_owned(), message[next..].to_owned()]
}

const fn datum_zh(datum: Datum) -> &'static str {
    match datum {
        Datum::Wgs84 => "WGS-84",
        Datum::Gcj02 => "GCJ-02（高德、腾讯）",
        Datum::Bd09 => "BD-09（百度）",
    }
}

const fn datum_en(datum: Datum) -> &'static str {
    match datum {
        Datum::Wgs84 => "WGS-84",
        Datum::Gcj02 => "GCJ-02 (AMap, Tencent)",
        Datum::Bd09 => "BD-09 (Baidu)",
    }
}

#[rustfmt::skip] // A table reads better in one line an entry.
fn chinese(rule: &Rule) -> String {
    use Rule as R;
    match rule {
        R::Problem(_) => String::new(),
        R::DuplicateKey(key) => format!("同一对象里“{key}”出现两次。请只留一个。"),
        R::TooDeep => "括号嵌套得太深。请检查导出这份文件的程序。".into(),
        R::Crs(true) => "RFC 7946 已取消“crs”，坐标一律是 WGS-84。请删去这一项。".into(),
        R::Crs(false) => "“crs”写的不是 WGS-84。请把坐标转换成 WGS-84，并删去这一项。".into(),
        R::ForbiddenMember(key) => format!("这一层不允许有“{key}”（RFC 7946 第 7.1 节）。请移到它该在的层。"),
        R::NotACollection => "图层应为 FeatureCollection。请把要素放进“features”列表。".into(),
        R::BadBbox => "“bbox”应为 [西, 南, 东, 北]，单位为度，南不大于北。请改正或删去。".into(),
        R::BboxExcludes => "“bbox”没有包住全部坐标。请重新计算或删去。".into(),
        R::Winding => "环的方向不对：外环应为逆时针，内环应为顺时针。请把点的次序倒过来。".into(),
        R::LongPosition(count) => format!("一个坐标有 {count} 个数，最多三个。请删去多余的。"),
        R::NestedCollection => "几何集合里又有几何集合。请拆开。".into(),
        R::DuplicateId { id, first } => format!("编号“{id}”已在 {first} 用过。请另取一个编号；编号一经使用不要再改。"),
        R::OddId(id) => format!("编号“{id}”含有 A–Z、a–z、0–9、. _ - 以外的字符或超过 64 个。请换成简单的编号。"),
        R::NearDuplicate { other, metres } => format!("与 {other} 同名，相距只有 {metres} 米。若是同一处，请合并，另一类别写在“roles”里。"),
        R::NullIsland => "坐标是 0, 0，多半是没有填。请填写位置，或把“geometry”写成 null。".into(),
        R::Swapped(lon, lat) => format!("坐标 {lon}, {lat} 的经纬度写反了。请把经度写在前面。"),
        R::OutsideBbox => "地点在数据包的“bbox”之外。请核对坐标，或改大“bbox”。".into(),
        R::FarAway(km) => format!("离其他地点有 {km} 千米。请核对坐标的每一位数。"),
        R::Shifted { datum, metres } => format!("离同名地点的已知位置 {metres} 米，正是 {} 的偏移。请用 redmap convert --from {} 转换。", datum_zh(*datum), datum.code()),
        R::ShiftedFile { datum, count, known } => format!("{known} 处已知地点里有 {count} 处偏移一致，坐标像是 {}，不是 WGS-84。请用 redmap convert --from {} 转换整个文件。", datum_zh(*datum), datum.code()),
        R::WrongDistrict { stated, found } => format!("写的是{stated}，坐标却在{found}。请核对区名和坐标，尤其是坐标系。"),
        R::NoSource => "没有来源。请在“sources”里写明出处。".into(),
        R::NoAccuracy => "没有“accuracy_m”。请写明位置误差（米），不要写成比实际更准。".into(),
        R::NoEnglish => "缺少英文。请补上。".into(),
        R::BadHours(hours) => format!("开放时间“{hours}”不合 OSM 写法。请写成如 Tu-Su 09:00-17:00; Mo off。"),
        R::BadDate(date) => format!("“{date}”不是日期。请写成 2026-11-22 这样。"),
        R::TooLong(most) => format!("超过 {most} 个字。请缩短。"),
        R::TooMany(most) => format!("超过 {most} 项。请只留最要紧的。"),
        R::NoId => "没有“id”。请取一个编号，别处要引用它。".into(),
        R::RepeatedId(id) => format!("编号“{id}”重复。请另取一个。"),
        R::DeadFact(id) => format!("没有编号为“{id}”的史实。请改正编号或补上史实。"),
        R::DeadSource(id) => format!("没有编号为“{id}”的来源。请改正编号或补上来源。"),
        R::DeadPlace(id) => format!("没有编号为“{id}”的地点。请改正编号。"),
        R::BadAt => "“at”应为 [经度, 纬度] 或 [经度, 纬度, 级别]。请改正。".into(),
        R::BadRight => "“right”应为正确答案的序号，从 0 起。请改正。".into(),
        R::FewAnswers => "至少要有两个答案。请补上。".into(),
        R::FewStops => "一条路线至少要有两站。请补上。".into(),
        R::StopUnplaced(id) => format!("“{id}”的位置不够准，地图上标不出来，路线走不到。请另选一站，或先查准位置。"),
        R::AnswersDiffer => "英文答案与中文答案个数不同。请逐个对应。".into(),
    }
}

#[rustfmt::skip]
fn english(rule: &Rule) -> String {
    use Rule as R;
    match rule {
        R::Problem(_) => String::new(),
        R::DuplicateKey(key) => format!("“{key}” stands twice in one object. Keep one of them."),
        R::TooDeep => "The brackets are nested too deep. Look at the program that exported the file.".into(),
        R::Crs(true) => "RFC 7946 removed “crs”: coordinates are always WGS-84. Remove it.".into(),
        R::Crs(false) => "“crs” names something other than WGS-84. Convert the coordinates to WGS-84 and remove it.".into(),
        R::ForbiddenMember(key) => format!("“{key}” is not allowed at this level (RFC 7946, 7.1). Move it to where it belongs."),
        R::NotACollection => "A layer must be a FeatureCollection. Put the features into a “features” list.".into(),
        R::BadBbox => "“bbox” should be [west, south, east, north] in degrees, south not above north. Correct or remove it.".into(),
        R::BboxExcludes => "“bbox” does not hold all coordinates. Compute it anew or remove it.".into(),
        R::Winding => "The ring runs the wrong way: outer rings go counter-clockwise, inner ones clockwise. Reverse its positions.".into(),
        R::LongPosition(count) => format!("A position has {count} numbers, three at most. Remove the others."),
        R::NestedCollection => "A GeometryCollection lies inside another. Take them apart.".into(),
        R::DuplicateId { id, first } => format!("The id “{id}” is used at {first} already. Choose another, and keep it for ever after."),
        R::OddId(id) => format!("The id “{id}” holds characters other than A-Z a-z 0-9 . _ - or more than 64. Choose a simpler one."),
        R::NearDuplicate { other, metres } => format!("Same name as {other}, {metres} m away. If it is the same place, merge them and put the other category into “roles”."),
        R::NullIsland => "The position is 0, 0, probably never filled in. Give the position, or write null as “geometry”.".into(),
        R::Swapped(lon, lat) => format!("The position {lon}, {lat} has latitude first. Write longitude first."),
        R::OutsideBbox => "The place lies outside the bundle's “bbox”. Check the position, or widen the “bbox”.".into(),
        R::FarAway(km) => format!("The place is {km} km away from the others. Check every digit of its position."),
        R::Shifted { datum, metres } => format!("The place is {metres} m from the known position of its name, exactly as {} shifts it. Convert it with redmap convert --from {}.", datum_en(*datum), datum.code()),
        R::ShiftedFile { datum, count, known } => format!("{count} of {known} known places are off in the same way: the coordinates seem to be {}, not WGS-84. Convert the file with redmap convert --from {}.", datum_en(*datum), datum.code()),
        R::WrongDistrict { stated, found } => format!("The data say {stated}, the position lies in {found}. Check both, and the coordinate system above all."),
        R::NoSource => "There is no source. Say in “sources” where it was read.".into(),
        R::NoAccuracy => "There is no “accuracy_m”. Give the radius in metres, no smaller than it truly is.".into(),
        R::NoEnglish => "The English text is missing. Add it.".into(),
        R::BadHours(hours) => format!("The opening hours “{hours}” are not OSM syntax. Write them like Tu-Su 09:00-17:00; Mo off."),
        R::BadDate(date) => format!("“{date}” is not a date. Write it like 2026-11-22."),
        R::TooLong(most) => format!("This is longer than {most} characters. Shorten it."),
        R::TooMany(most) => format!("There are more than {most} entries. Keep those that matter most."),
        R::NoId => "There is no “id”. Give it one: other entries refer to it.".into(),
        R::RepeatedId(id) => format!("The id “{id}” is used twice. Choose another."),
        R::DeadFact(id) => format!("There is no fact with the id “{id}”. Correct the id or add the fact."),
        R::DeadSource(id) => format!("There is no source with the id “{id}”. Correct the id or add the source."),
        R::DeadPlace(id) => format!("There is no place with the id “{id}”. Correct the id."),
        R::BadAt => "“at” should be [longitude, latitude] or [longitude, latitude, zoom]. Correct it.".into(),
        R::BadRight => "“right” should be the number of the right answer, counted from 0. Correct it.".into(),
        R::FewAnswers => "There must be at least two answers. Add some.".into(),
        R::FewStops => "A tour needs at least two stops. Add some.".into(),
        R::StopUnplaced(id) => format!("The position of “{id}” is too uncertain for a marker, so no tour can lead there. Choose another stop, or find its position first."),
        R::AnswersDiffer => "The English answers are not as many as the Chinese. Match them one by one.".into(),
    }
}
