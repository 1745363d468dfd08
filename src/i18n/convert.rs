//! What went wrong in a conversion, in words.

use super::Lang;
use super::problems::{problem, remedy};
use crate::bundle::convert::Trouble;

/// What is wrong and what to do, as one message.
#[must_use]
pub fn message(trouble: &Trouble, lang: Lang) -> String {
    if let Trouble::Problem(kind) = trouble {
        return match lang {
            Lang::Zh => format!("{}。{}", problem(kind, lang), remedy(kind, lang)),
            Lang::En => format!("{} {}", problem(kind, lang), remedy(kind, lang)),
        };
    }
    match lang {
        Lang::Zh => chinese(trouble),
        Lang::En => english(trouble),
    }
}

/// What is wrong, and what to do, apart.
#[must_use]
pub fn parted(trouble: &Trouble, lang: Lang) -> [String; 2] {
    if let Trouble::Problem(kind) = trouble {
        return [problem(kind, lang), remedy(kind, lang)];
    }
    super::rules::split(&message(trouble, lang), lang)
}

#[rustfmt::skip] // A table reads better in one line an entry.
fn chinese(trouble: &Trouble) -> String {
    use Trouble as T;
    match trouble {
        T::Problem(_) => String::new(),
        T::Workbook(words) => format!("不是完好的 .xlsx 工作簿（{words}）。请用 Excel 或 WPS 另存为 .xlsx。"),
        T::Xml(words) => format!("XML 写法有误（{words}）。请重新导出。"),
        T::OtherXml(name) if name == "kmz" => "这是压缩的 KMZ。请先解压，再选其中的 .kml。".into(),
        T::OtherXml(name) => format!("最外层是“{name}”，不是所选的格式。请检查扩展名。"),
        T::NoHeader => "没有找到表头。请在第一行写上名称、经度、纬度等列名。".into(),
        T::NoRows => "里面没有地点。请检查是否选对了文件。".into(),
        T::TooManyCells => "行或单元格太多。请拆成几份。".into(),
        T::BadAngle { column, text } => format!("“{column}”里的“{text}”读不成经纬度，位置留空。请写成 113.6604 或 113°39′37″。"),
        T::HalfPosition => "经度和纬度只有一个，位置留空。请补全。".into(),
        T::OutOfRange => "坐标超出经纬度范围。请检查经纬度是否写反，或是否为投影坐标。".into(),
        T::LeftOut => "没有位置，GPX 放不下，已略去。请改用其他格式。".into(),
    }
}

#[rustfmt::skip]
fn english(trouble: &Trouble) -> String {
    use Trouble as T;
    match trouble {
        T::Problem(_) => String::new(),
        T::Workbook(words) => format!("This is not a sound .xlsx workbook ({words}). Save it anew as .xlsx."),
        T::Xml(words) => format!("The XML is malformed ({words}). Export it again."),
        T::OtherXml(name) if name == "kmz" => "This is a compressed KMZ. Unpack it and choose the .kml inside.".into(),
        T::OtherXml(name) => format!("The outermost element is “{name}”, which is another format. Check the ending of the name."),
        T::NoHeader => "No heading was found. Write column names such as name, lon, lat into the first row.".into(),
        T::NoRows => "There is no place in it. Check that it is the right file.".into(),
        T::TooManyCells => "There are too many rows or cells. Split the file.".into(),
        T::BadAngle { column, text } => format!("“{text}” in “{column}” is no coordinate; the position was left empty. Write 113.6604 or 113°39′37″."),
        T::HalfPosition => "Only one of longitude and latitude is there; the position was left empty. Complete it.".into(),
        T::OutOfRange => "The position is out of range. Check whether the two are exchanged or projected.".into(),
        T::LeftOut => "There is no position, and GPX cannot hold the place without one. Use another format.".into(),
    }
}
