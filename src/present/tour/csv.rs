//! CSV (RFC 4180) for spreadsheets: a line a stop, with a byte order mark, since Excel asks for one.

use super::degrees;
use super::sheet::TourSheet;
use crate::engine::tour::outing::time_of_day;
use crate::i18n::Lang;

const HEAD_ZH: [&str; 16] = [
    "天",
    "队",
    "序",
    "编号",
    "名称",
    "到达",
    "开始",
    "离开",
    "停留分钟",
    "到下一站米",
    "到下一站分钟",
    "经度",
    "纬度",
    "地址",
    "电话",
    "路线数据",
];
const HEAD_EN: [&str; 16] = [
    "day",
    "team",
    "no",
    "id",
    "name",
    "arrive",
    "begin",
    "leave",
    "minutes",
    "metres to next",
    "minutes to next",
    "lon",
    "lat",
    "address",
    "phone",
    "tour data",
];

/// The file of a tour.
#[must_use]
pub fn csv(sheet: &TourSheet, lang: Lang) -> String {
    let head = if lang == Lang::Zh { HEAD_ZH } else { HEAD_EN };
    let mut out = String::from("\u{FEFF}");
    line(&mut out, head.into_iter().map(str::to_owned));
    let mut token = sheet.token.clone();
    for route in &sheet.routes {
        for stop in &route.stops {
            let (seconds, metres) = stop.leg.map_or((None, None), |l| (Some(l.0), Some(l.1)));
            let text = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
            let cells = [
                (route.day + 1).to_string(),
                (route.team + 1).to_string(),
                stop.number.map(|n| n.to_string()).unwrap_or_default(),
                stop.id.clone(),
                stop.name.clone(),
                time_of_day(stop.arrive),
                time_of_day(stop.begin),
                time_of_day(stop.leave),
                ((stop.leave - stop.begin) / 60).to_string(),
                text(metres),
                text(seconds.map(|s| s.div_ceil(60))),
                degrees(stop.at.lon()),
                degrees(stop.at.lat()),
                stop.address.clone(),
                stop.phone.clone(),
                // Once is enough.
                std::mem::take(&mut token),
            ];
            line(&mut out, cells.into_iter());
        }
    }
    // A tour without a stop is one, too.
    if !token.is_empty() {
        let cells = (0..HEAD_ZH.len())
            .map(|i| if i + 1 < HEAD_ZH.len() { String::new() } else { token.clone() });
        line(&mut out, cells);
    }
    out
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(&quote(&cell));
    }
    out.push_str("\r\n");
}

fn quote(cell: &str) -> String {
    // A spreadsheet runs what begins like a formula.
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guarded = if formula { ["'", cell].concat() } else { cell.to_owned() };
    if guarded.contains([',', '"', '\n', '\r']) {
        ["\"", &guarded.replace('"', "\"\""), "\""].concat()
    } else {
        guarded
    }
}
