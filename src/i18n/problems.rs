//! What is wrong with a bundle, and what to do, in words.

use super::Lang;
use crate::bundle::document::MAX_BYTES;
use crate::bundle::{Expected, GeometryFault, ProblemKind};
use crate::json::decimal;

/// What is wrong.
#[must_use]
pub fn problem(kind: &ProblemKind, lang: Lang) -> String {
    use ProblemKind as P;
    match lang {
        Lang::Zh => match kind {
            P::Empty => "文件是空的".into(),
            P::NotUtf8 => "文件不是 UTF-8 编码".into(),
            P::WebPage => "收到的是网页，不是数据".into(),
            P::TooLarge(_) => format!("文件超过 {} MB，太大了", MAX_BYTES >> 20),
            P::Truncated => "文件不完整，在中间断掉了".into(),
            P::TooDeep => "括号嵌套得太深".into(),
            P::Syntax(words) => format!("JSON 写法有误：{}", syntax(words)),
            P::UnknownVersion(v) => format!("“redmap”的版本是 {v}，本程序只认识 1"),
            P::NoLayers => "“layers”里没有图层".into(),
            P::UnsafePath(path) => format!("路径“{path}”不在数据包文件夹之内"),
            P::MissingFile(file) => format!("找不到文件“{file}”"),
            P::Missing(member) => format!("缺少“{member}”"),
            P::NotGeoJson(kind) if kind.is_empty() => "这不是 GeoJSON".into(),
            P::NotGeoJson(kind) => format!("这不是 GeoJSON：“type”是“{kind}”"),
            P::NotAFeature => "这一项不是要素（Feature）".into(),
            P::Geometry(fault) => geometry_zh(fault),
            P::BadId => "“id”既不是文字也不是数字".into(),
            P::DuplicateId { id, given } => format!("编号“{id}”已有别的地点使用，暂改为“{given}”"),
            P::DuplicateLayer(id) => format!("图层编号“{id}”重复"),
            P::NoName => "地点没有名称".into(),
            P::WrongType(expected) => format!("值的类型不对，应为{}", expected_zh(*expected)),
            P::UnknownValue(value) => format!("“{value}”不在允许的值之内"),
            P::OutOfRange(value) => format!("数值 {value} 超出范围"),
            P::UnsafeLink(url) => format!("链接“{url}”不安全，已略去"),
            P::BadHours(hours) => format!("开放时间“{hours}”不合 OSM 写法，已略去"),
            P::BadBbox => "“bbox”应为 [西, 南, 东, 北] 四个数".into(),
            P::More(count) => format!("还有 {count} 个问题没有列出"),
        },
        Lang::En => match kind {
            P::Empty => "The file is empty.".into(),
            P::NotUtf8 => "The file is not UTF-8.".into(),
            P::WebPage => "A web page came instead of data.".into(),
            P::TooLarge(_) => {
                format!("The file is larger than {} MB, which is too much.", MAX_BYTES >> 20)
            }
            P::Truncated => "The file is incomplete: it stops in the middle.".into(),
            P::TooDeep => "The brackets are nested too deep.".into(),
            P::Syntax(words) => format!("The JSON is malformed: {words}."),
            P::UnknownVersion(v) => {
                format!("“redmap” is version {v}; this program reads version 1 only.")
            }
            P::NoLayers => "“layers” holds no layer.".into(),
            P::UnsafePath(path) => format!("The path “{path}” is not inside the bundle's folder."),
            P::MissingFile(file) => format!("The file “{file}” was not found."),
            P::Missing(member) => format!("“{member}” is missing."),
            P::NotGeoJson(kind) if kind.is_empty() => "This is not GeoJSON.".into(),
            P::NotGeoJson(kind) => format!("This is not GeoJSON: its “type” is “{kind}”."),
            P::NotAFeature => "This entry is not a Feature.".into(),
            P::Geometry(fault) => geometry_en(fault),
            P::BadId => "The “id” is neither text nor number.".into(),
            P::DuplicateId { id, given } => {
                format!(
                    "The id “{id}” belongs to another place already; this one is “{given}” now."
                )
            }
            P::DuplicateLayer(id) => format!("The layer id “{id}” is used twice."),
            P::NoName => "The place has no name.".into(),
            P::WrongType(expected) => {
                format!("The value has the wrong type; it should be {}.", expected_en(*expected))
            }
            P::UnknownValue(value) => format!("“{value}” is not one of the allowed values."),
            P::OutOfRange(value) => format!("The number {value} is out of range."),
            P::UnsafeLink(url) => format!("The link “{url}” is not safe and was left out."),
            P::BadHours(hours) => {
                format!("The opening hours “{hours}” are not OSM syntax and were left out.")
            }
            P::BadBbox => "“bbox” should be four numbers [west, south, east, north].".into(),
            P::More(count) => format!("{count} further problems are not listed."),
        },
    }
}

/// What to do about it.
#[must_use]
pub fn remedy(kind: &ProblemKind, lang: Lang) -> String {
    let (zh, en) = remedies(kind);
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
    .to_owned()
}

#[rustfmt::skip] // A table reads better in one line an entry.
fn remedies(kind: &ProblemKind) -> (&'static str, &'static str) {
    use GeometryFault as G;
    use ProblemKind as P;
    match kind {
        P::Empty | P::Truncated => ("请重新导出或重新下载这个文件。", "Export or download the file again."),
        P::NotUtf8 => ("请在编辑器里另存为 UTF-8 编码。", "Save the file as UTF-8 in your editor."),
        P::WebPage => ("请检查地址是否写对，或是否需要先登录。", "Check the address, and whether it asks for a login."),
        P::TooLarge(_) => ("请把文件拆小，或只留下需要的地点。", "Split the file or keep only the places you need."),
        P::Syntax(_) => ("请按行号改正标点、引号或括号。", "Correct the comma, quote or bracket at that line."),
        P::UnknownVersion(_) => ("请把“redmap”写成 1；若数据更新，请先更新本程序。", "Write 1, or update this program if the data is newer."),
        P::NoLayers | P::Missing(_) => ("请照 docs/bundle.md 补上这一项。", "Add it as docs/bundle.md describes."),
        P::UnsafePath(_) => ("请写数据包之内的相对路径，如 layers/parks.geojson。", "Write a relative path inside the bundle, such as layers/parks.geojson."),
        P::MissingFile(_) => ("请把文件放回数据包，或从 bundle.json 里去掉这一项。", "Put the file back, or remove the entry from bundle.json."),
        P::NotGeoJson(_) => ("请导出为 GeoJSON 的 FeatureCollection。", "Export it as a GeoJSON FeatureCollection."),
        P::NotAFeature => ("请改成 {\"type\": \"Feature\", …}，或删去这一项。", "Make it {\"type\": \"Feature\", …}, or remove it."),
        P::Geometry(fault) => match fault {
            G::Swapped(..) => ("请对调两个数：经度在前，纬度在后。", "Exchange the two numbers: longitude comes first."),
            G::OutOfRange(..) => ("请用 WGS-84 经纬度（度）；投影坐标要先转换。", "Use WGS-84 degrees; convert projected coordinates first."),
            G::OpenRing => ("请在环的末尾重复第一个点。", "Repeat the first position at the end of the ring."),
            G::ShortRing(_) | G::ShortLine(_) => ("请补足点，或改用别的几何类型。", "Add positions or use another geometry type."),
            G::UnknownType(_) => ("请用 Point、LineString、Polygon 等 RFC 7946 的类型，注意大小写。", "Use a type of RFC 7946 such as Point, with its capitals."),
            _ => ("请写成 [经度, 纬度]，两个都是数字。", "Write [longitude, latitude], both as numbers."),
        },
        P::BadId => ("请把“id”写成文字，只用字母、数字和 . _ -。", "Write the id as text of letters, digits and . _ -."),
        P::DuplicateId { .. } | P::DuplicateLayer(_) => ("请另取一个编号；编号一经使用不要再改。", "Choose another id, and keep it for ever after."),
        P::NoName => ("请填写“name”。", "Fill in “name”."),
        P::WrongType(_) | P::UnknownValue(_) | P::OutOfRange(_) => ("请照 docs/bundle.md 的表改正；不知道就删去这一项。", "Correct it by the table in docs/bundle.md, or leave it out if it is not known."),
        P::UnsafeLink(_) => ("请写以 http:// 或 https:// 开头的完整网址。", "Write a full address that starts with http:// or https://."),
        P::BadHours(_) => ("请写成如 Tu-Su 09:00-17:00; Mo off。", "Write it like Tu-Su 09:00-17:00; Mo off."),
        P::BadBbox => ("请依次写西、南、东、北，单位为度。", "Write west, south, east, north in degrees."),
        P::TooDeep => ("检查导出这份文件的程序。", "Look at the program that exported the file."),
        P::More(_) => ("请先改上面的，再检查一次。", "Repair those above and check again."),
    }
}

fn geometry_zh(fault: &GeometryFault) -> String {
    use GeometryFault as G;
    match fault {
        G::NotAnObject => "“geometry”不是对象".into(),
        G::UnknownType(kind) if kind.is_empty() => "几何没有“type”".into(),
        G::UnknownType(kind) => format!("没有“{kind}”这种几何类型"),
        G::NoCoordinates => "几何没有坐标".into(),
        G::Position(0) => "坐标是空的，应为经度、纬度两个数".into(),
        G::Position(_) => "坐标只有一个数，应为经度、纬度两个数".into(),
        G::NotANumber => "坐标里有不是数字的内容".into(),
        G::Nesting => "坐标的方括号层数不对".into(),
        G::ShortLine(count) => format!("线只有 {count} 个点，至少要 2 个"),
        G::ShortRing(count) => format!("环只有 {count} 个点，至少要 4 个"),
        G::OpenRing => "环没有闭合：末点与首点不同".into(),
        G::OutOfRange(lon, lat) => format!("坐标 {} 超出经纬度范围", pair(*lon, *lat)),
        G::Swapped(lon, lat) => format!("坐标 {} 的经纬度写反了", pair(*lon, *lat)),
        G::NoPosition => "几何里没有一个点".into(),
    }
}

/// Two coordinates in words; not by the standard library's formatter, which costs the browser 3 KB.
fn pair(lon: f64, lat: f64) -> String {
    [decimal::short(lon, 9), ", ".into(), decimal::short(lat, 9)].concat()
}

fn geometry_en(fault: &GeometryFault) -> String {
    use GeometryFault as G;
    match fault {
        G::NotAnObject => "The “geometry” is not an object.".into(),
        G::UnknownType(kind) if kind.is_empty() => "The geometry has no “type”.".into(),
        G::UnknownType(kind) => format!("There is no geometry type “{kind}”."),
        G::NoCoordinates => "The geometry has no coordinates.".into(),
        G::Position(0) => "The position is empty; it needs longitude and latitude.".into(),
        G::Position(_) => "The position has one number; it needs longitude and latitude.".into(),
        G::NotANumber => "The coordinates hold something that is no number.".into(),
        G::Nesting => "The brackets of the coordinates are nested wrongly.".into(),
        G::ShortLine(count) => format!("The line has {count} positions; it needs at least 2."),
        G::ShortRing(count) => format!("The ring has {count} positions; it needs at least 4."),
        G::OpenRing => "The ring is not closed: its last position is not its first.".into(),
        G::OutOfRange(lon, lat) => {
            format!("The position {} is outside the range of degrees.", pair(*lon, *lat))
        }
        G::Swapped(lon, lat) => format!("The position {} has latitude first.", pair(*lon, *lat)),
        G::NoPosition => "The geometry holds no position.".into(),
    }
}

const fn expected_zh(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "文字",
        Expected::Number => "数字",
        Expected::Integer => "整数",
        Expected::Boolean => "true 或 false",
        Expected::List => "列表 […]",
        Expected::Object => "对象 {…}",
    }
}

const fn expected_en(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "a text",
        Expected::Number => "a number",
        Expected::Integer => "a whole number",
        Expected::Boolean => "true or false",
        Expected::List => "a list […]",
        Expected::Object => "an object {…}",
    }
}

/// The parser's commonest complaints in Chinese; the others stay as they are.
fn syntax(words: &str) -> &str {
    match words {
        "expected value" => "这里缺一个值",
        "expected `:`" => "键后面少了冒号",
        "expected `,` or `}`" => "这里应为逗号或右花括号",
        "expected `,` or `]`" => "这里应为逗号或右方括号",
        "key must be a string" => "键要用双引号括起来",
        "trailing comma" => "最后一项后面多了逗号",
        "trailing characters" => "结尾之后还有多余的内容",
        "invalid number" => "数字写法不对",
        "invalid escape" => "文字里的反斜杠用法不对",
        _ if words.starts_with("control character") => "文字里有没转义的换行或制表符",
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_kind() -> Vec<ProblemKind> {
        use GeometryFault as G;
        use ProblemKind as P;
        let mut all = vec![
            P::Empty,
            P::NotUtf8,
            P::WebPage,
            P::TooLarge(200 << 20),
            P::Truncated,
            P::Syntax("trailing comma".into()),
            P::UnknownVersion("2".into()),
            P::NoLayers,
            P::UnsafePath("../x".into()),
            P::MissingFile("x".into()),
            P::Missing("layers"),
            P::NotGeoJson("Topology".into()),
            P::NotAFeature,
            P::BadId,
            P::DuplicateId { id: "a".into(), given: "a-2".into() },
            P::DuplicateLayer("a".into()),
            P::NoName,
            P::WrongType(Expected::Text),
            P::UnknownValue("x".into()),
            P::OutOfRange("-1".into()),
            P::UnsafeLink("x".into()),
            P::BadHours("x".into()),
            P::BadBbox,
            P::More(3),
        ];
        let faults = [
            G::NotAnObject,
            G::UnknownType("point".into()),
            G::NoCoordinates,
            G::Position(1),
            G::NotANumber,
            G::Nesting,
            G::ShortLine(1),
            G::ShortRing(3),
            G::OpenRing,
            G::OutOfRange(1e7, 1e6),
            G::Swapped(34.7, 113.6),
            G::NoPosition,
        ];
        all.extend(faults.map(P::Geometry));
        all
    }

    #[test]
    fn every_kind_has_words_and_a_remedy_in_both_languages() {
        for kind in every_kind() {
            for words in [problem(&kind, Lang::Zh), remedy(&kind, Lang::Zh)] {
                assert!(words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{words}");
                assert!(
                    !words.contains(['(', ';', '!'])
                        || words.contains("OSM")
                        || words.contains("Mo off"),
                    "{words}"
                );
            }
            for words in [problem(&kind, Lang::En), remedy(&kind, Lang::En)] {
                assert!(words.is_ascii() || words.contains(['“', '…']), "{words}");
                assert!(words.ends_with('.'), "{words}");
            }
        }
    }

    #[test]
    fn says_what_the_reader_can_act_on() {
        let one = ProblemKind::Geometry(GeometryFault::Position(1));
        assert_eq!(problem(&one, Lang::Zh), "坐标只有一个数，应为经度、纬度两个数");
        let comma = ProblemKind::Syntax("trailing comma".into());
        assert_eq!(problem(&comma, Lang::Zh), "JSON 写法有误：最后一项后面多了逗号");
    }

    #[test]
    fn codes_are_unique() {
        let codes: Vec<&str> = every_kind().iter().map(ProblemKind::code).collect();
        let distinct: std::collections::HashSet<_> = codes.iter().collect();
        assert_eq!(distinct.len(), codes.len());
    }
}
