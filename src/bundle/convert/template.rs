//! A spreadsheet to fill in: Chinese headings and an example row of each kind.

use super::trouble::{ConvertError, Trouble};
use super::{Format, csv, xlsx};
use crate::bundle::ProblemKind;

const HEADINGS: [&str; 22] = [
    "编号",
    "名称",
    "英文名称",
    "类别",
    "经度",
    "纬度",
    "误差（米）",
    "地址",
    "英文地址",
    "街道",
    "简介",
    "英文简介",
    "年份",
    "系列",
    "对象",
    "开放时间",
    "电话",
    "网址",
    "容纳人数",
    "来源",
    "来源网址",
    "核对日期",
];

/// One row a category. Coordinates are WGS-84; others are converted with `--from`.
const EXAMPLES: [[&str; 22]; 3] = [
    [
        "example-site",
        "示例：某旧址",
        "Example: a former site",
        "红色史迹",
        "113.6604",
        "34.7534",
        "30",
        "示例路 1 号",
        "1 Example Road",
        "",
        "这里写一两句话，说明发生过什么。",
        "One or two sentences on what happened here.",
        "1923、1951",
        "",
        "",
        "Tu-Su 09:00-17:00; Mo off",
        "",
        "https://www.example.org/",
        "",
        "书名或网页名",
        "https://www.example.org/source",
        "2026-11-22",
    ],
    [
        "example-venue",
        "示例：某学校礼堂",
        "Example: a school hall",
        "宣讲场所",
        "113°40′12″",
        "34°46′30″",
        "60",
        "示例路 2 号",
        "2 Example Road",
        "",
        "宣讲过的要写明出处；没有记录的只是候选。",
        "Name a source for lectures held; without one it is a candidate only.",
        "",
        "",
        "学校",
        "",
        "",
        "",
        "300",
        "书名或网页名",
        "",
        "2026-11-22",
    ],
    [
        "example-park",
        "示例：某游园",
        "Example: a small park",
        "公园",
        "113.68",
        "34.78",
        "150",
        "示例路 3 号",
        "3 Example Road",
        "",
        "这里写一句话。",
        "One sentence.",
        "",
        "风",
        "",
        "24/7",
        "",
        "",
        "",
        "书名或网页名",
        "",
        "2026-11-22",
    ],
];

/// The template as csv or xlsx.
///
/// # Errors
/// When the format is no spreadsheet.
pub fn template(format: Format) -> Result<Vec<u8>, ConvertError> {
    let own = |row: &[&str]| row.iter().map(|c| (*c).to_owned()).collect::<Vec<String>>();
    let mut rows = vec![own(&HEADINGS)];
    rows.extend(EXAMPLES.iter().map(|row| own(row)));
    match format {
        Format::Csv => csv::write(&rows),
        Format::Xlsx => xlsx::write(&rows),
        _ => Err(ConvertError::of_file(Trouble::Problem(ProblemKind::Missing("csv, xlsx")))),
    }
}
