//! The headings and words that lists use, Chinese and English, and what they are in a bundle.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The feature's id.
    Id,
    /// Longitude.
    Lon,
    /// Latitude.
    Lat,
    /// Both in one cell.
    LonLat,
    /// A whole geometry as GeoJSON.
    Geometry,
    /// Members of the feature, as a JSON object.
    Foreign,
    /// A text.
    Text,
    /// A number, perhaps with its unit.
    Number,
    /// Yes or no.
    Flag,
    /// Texts in a row.
    Texts,
    /// Years in a row.
    Years,
    /// Where it was read.
    Sources,
    /// The address of that.
    SourceUrl,
    /// Words that stand for codes: category, audience, series.
    Code,
    /// Anything else: JSON if it is that, else text.
    Any,
}

/// A property of the bundle, its kind, and the headings that mean it besides its own name.
type Entry = (&'static str, Kind, &'static [&'static str]);

#[rustfmt::skip] // A table reads better in one line an entry.
const COLUMNS: &[Entry] = &[
    ("id", Kind::Id, &["编号", "编码", "标识", "代码"]),
    ("lon", Kind::Lon, &["经度", "东经", "lng", "long", "longitude", "x", "高德经度", "百度经度"]),
    ("lat", Kind::Lat, &["纬度", "北纬", "latitude", "y", "高德纬度", "百度纬度"]),
    ("lonlat", Kind::LonLat, &["坐标", "经纬度", "位置坐标", "coordinates", "coordinate", "location", "lnglat", "latlng"]),
    ("geometry", Kind::Geometry, &["几何"]),
    ("feature_members", Kind::Foreign, &[]),
    ("name", Kind::Text, &["名称", "名字", "地点", "地名", "地点名称", "场所", "场所名称", "点位", "点位名称", "单位名称", "标题", "title"]),
    ("name_en", Kind::Text, &["英文名", "英文名称", "英文", "english", "english name", "name:en"]),
    ("category", Kind::Code, &["类别", "类型", "分类", "种类", "type", "kind"]),
    ("short", Kind::Text, &["简称"]),
    ("short_en", Kind::Text, &["英文简称"]),
    ("alias", Kind::Texts, &["别名", "又名", "别称", "aliases"]),
    ("former_name", Kind::Text, &["原名", "旧名", "曾用名"]),
    ("summary", Kind::Text, &["简介", "介绍", "概述", "摘要", "说明", "描述", "description", "desc"]),
    ("summary_en", Kind::Text, &["英文简介", "英文介绍"]),
    ("address", Kind::Text, &["地址", "详细地址", "位置", "addr"]),
    ("address_en", Kind::Text, &["英文地址"]),
    ("subdistrict", Kind::Text, &["街道", "办事处", "街道办", "街道办事处", "乡镇"]),
    ("district", Kind::Text, &["区", "区县", "所属区", "所在区", "行政区"]),
    ("protection", Kind::Text, &["保护级别", "文保级别"]),
    ("years", Kind::Years, &["年份", "年代", "年", "year"]),
    ("opening_hours", Kind::Text, &["开放时间", "营业时间", "开放时段", "hours"]),
    ("hours_verify", Kind::Flag, &["时间待核"]),
    ("ticket", Kind::Text, &["门票", "票价"]),
    ("booking", Kind::Text, &["预约"]),
    ("metro", Kind::Text, &["地铁"]),
    ("phone", Kind::Text, &["电话", "联系电话", "联系方式", "tel", "telephone"]),
    ("website", Kind::Text, &["网址", "网站", "链接", "url", "link"]),
    ("notice", Kind::Text, &["提示", "注意事项"]),
    ("visit_minutes", Kind::Number, &["参观时长", "游览时长", "停留时间", "参观分钟"]),
    ("capacity", Kind::Number, &["容量", "容纳人数", "人数", "座位数"]),
    ("accuracy_m", Kind::Number, &["精度", "误差", "位置误差", "定位误差", "accuracy"]),
    ("audience", Kind::Code, &["对象", "宣讲对象", "听众"]),
    ("venue_basis", Kind::Code, &["场所依据"]),
    ("series", Kind::Code, &["系列", "公园系列"]),
    ("series_basis", Kind::Code, &["系列依据"]),
    ("relation", Kind::Code, &["区域关系"]),
    ("roles", Kind::Texts, &["兼类", "兼作"]),
    ("sources", Kind::Sources, &["来源", "出处", "资料来源", "数据来源", "source"]),
    ("source_url", Kind::SourceUrl, &["来源网址", "来源链接", "出处链接"]),
    ("checked", Kind::Text, &["核对日期", "核实日期", "更新日期"]),
];

/// Other properties that are text whatever they look like.
const TEXTS: [&str; 18] = [
    "former_name_en",
    "protection_en",
    "notice_en",
    "notice_advice",
    "notice_advice_en",
    "hours_note",
    "hours_note_en",
    "ticket_en",
    "booking_en",
    "metro_en",
    "series_reason",
    "series_reason_en",
    "accuracy_note",
    "accuracy_note_en",
    "wheelchair",
    "desc",
    "cmt",
    "sym",
];

#[rustfmt::skip]
const CODES: &[(&str, &str, &[&str])] = &[
    ("category", "red_site", &["红色史迹", "红色遗址", "红色景点", "史迹", "旧址", "纪念地"]),
    ("category", "lecture_venue", &["宣讲场所", "宣讲点", "宣讲地", "讲堂"]),
    ("category", "park", &["公园", "游园", "广场"]),
    ("category", "practice", &["金水实践", "实践"]),
    ("category", "service", &["服务点", "服务"]),
    ("audience", "school", &["学校", "中小学", "小学", "中学"]),
    ("audience", "university", &["高校", "大学", "院校"]),
    ("audience", "community", &["社区", "小区"]),
    ("audience", "village", &["村", "农村", "乡村"]),
    ("audience", "enterprise", &["企业", "公司"]),
    ("audience", "barracks", &["军营", "部队"]),
    ("audience", "government", &["机关", "政府"]),
    ("audience", "culture", &["文化场馆", "文化", "场馆"]),
    ("audience", "hospital", &["医院"]),
    ("venue_basis", "named", &["有记录", "有据"]),
    ("venue_basis", "candidate", &["候选"]),
    ("series", "ya", &["雅", "雅园"]),
    ("series", "yi", &["宜", "宜园"]),
    ("series", "feng", &["风", "风园"]),
    ("series_basis", "official", &["官方"]),
    ("series_basis", "editorial", &["编辑", "编者"]),
    ("relation", "inside", &["区内"]),
    ("relation", "boundary", &["区界"]),
    ("relation", "neighbour", &["邻区"]),
];

/// Before the name of a property that would be taken for a heading, such as a property `title`.
const PREFIX: &str = "properties.";

/// The heading from which [`column`] gives the property again.
pub(super) fn heading(property: &str) -> String {
    let (name, kind) = column(property);
    let own = matches!(
        kind,
        Kind::Id
            | Kind::Lon
            | Kind::Lat
            | Kind::LonLat
            | Kind::Geometry
            | Kind::Foreign
            | Kind::SourceUrl
    );
    if own || name != property { [PREFIX, property].concat() } else { name }
}

/// The property and kind of a heading; what is not known keeps its own name.
pub(super) fn column(heading: &str) -> (String, Kind) {
    if let Some(property) = heading.strip_prefix(PREFIX) {
        return (property.to_owned(), Kind::Any);
    }
    let plain = plain_heading(heading);
    for (name, kind, others) in COLUMNS {
        if plain == *name || others.contains(&plain.as_str()) {
            return ((*name).to_owned(), *kind);
        }
    }
    let own = heading.trim();
    let kind = if TEXTS.contains(&own) { Kind::Text } else { Kind::Any };
    (own.to_owned(), kind)
}

/// The kind a property has in the column of its [`heading`].
pub(super) fn kind_of(property: &str) -> Kind {
    column(&heading(property)).1
}

/// A word as its code, or the word itself.
pub(super) fn code<'w>(property: &str, word: &'w str) -> &'w str {
    let known = CODES.iter().find(|(p, _, words)| *p == property && words.contains(&word));
    known.map_or(word, |(_, code, _)| code)
}

/// Lower case, without units in brackets, required-marks and double spaces.
fn plain_heading(heading: &str) -> String {
    let heading = heading.trim_start_matches('\u{feff}');
    let end = heading.find(['(', '（', '[', '【']).filter(|i| *i > 0).unwrap_or(heading.len());
    let kept: Vec<&str> =
        heading[..end].split_whitespace().map(|w| w.trim_matches(['*', '：', ':'])).collect();
    kept.join(" ").trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_headings_of_lists() {
        for (heading, name) in [
            ("名称", "name"),
            ("\u{feff}名称*", "name"),
            ("经度（WGS-84）", "lon"),
            ("Longitude", "lon"),
            (" 纬度 ", "lat"),
            ("误差（米）", "accuracy_m"),
            ("类别", "category"),
            ("name_en", "name_en"),
            ("联系人", "联系人"),
            ("Remarks", "Remarks"),
        ] {
            assert_eq!(column(heading).0, name, "{heading}");
        }
    }

    #[test]
    fn knows_the_words_for_codes() {
        assert_eq!(code("category", "红色史迹"), "red_site");
        assert_eq!(code("audience", "军营"), "barracks");
        assert_eq!(code("category", "teahouse"), "teahouse");
        assert_eq!(code("series", "红色史迹"), "红色史迹");
    }

    #[test]
    fn properties_that_look_like_headings_come_back() {
        for property in [
            "name",
            "title",
            "x",
            "lon",
            "id",
            "geometry",
            "电话",
            "误差（米）",
            " a",
            "properties.a",
        ] {
            assert_eq!(column(&heading(property)).0, property);
        }
        assert_eq!(heading("summary"), "summary");
        assert_eq!(heading("title"), "properties.title");
    }

    #[test]
    fn no_heading_means_two_things() {
        let mut seen = std::collections::HashSet::new();
        for (name, _, others) in COLUMNS {
            for heading in others.iter().chain([name]) {
                assert!(seen.insert(*heading), "{heading}");
            }
        }
    }
}
