//! iCalendar (RFC 5545): an event a stop, with an alarm, in the time of Shanghai.

use super::degrees;
use super::gpx::clock;
use super::sheet::{TourSheet, route_title};
use crate::domain::itinerary::Date;
use crate::i18n::Lang;

/// Minutes before a visit at which the alarm goes off.
const ALARM: &str = "-PT15M";

/// China has kept UTC+08:00 without summer time since 1991.
const ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\n\
    DTSTART:19910915T000000\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nTZNAME:CST\r\n\
    END:STANDARD\r\nEND:VTIMEZONE\r\n";

/// The file of a tour; `None` where the tour has no date. `stamp` is when it was written, `20261124T010203Z`.
#[must_use]
pub fn ics(sheet: &TourSheet, stamp: &str, lang: Lang) -> Option<String> {
    let mut out = String::from(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//redmap//tour//ZH\r\nCALSCALE:GREGORIAN\r\n\
         METHOD:PUBLISH\r\n",
    );
    fold(&mut out, &["X-WR-CALNAME:", &text(&sheet.name)].concat());
    fold(&mut out, &["X-REDMAP-TOUR:", &sheet.token].concat());
    out.push_str(ZONE);
    for route in &sheet.routes {
        let date = route.date?;
        let title = route_title(sheet, route, lang);
        for (i, stop) in route.stops.iter().enumerate() {
            let uid =
                [hex(sheet.print), route.day.to_string(), route.team.to_string(), i.to_string()];
            out.push_str("BEGIN:VEVENT\r\n");
            fold(&mut out, &["UID:", &uid.join("-"), "@redmap"].concat());
            fold(&mut out, &["DTSTAMP:", stamp].concat());
            fold(&mut out, &["DTSTART;TZID=Asia/Shanghai:", &local(date, stop.begin)].concat());
            fold(&mut out, &["DTEND;TZID=Asia/Shanghai:", &local(date, stop.leave)].concat());
            fold(&mut out, &["SUMMARY:", &text(&stop.name)].concat());
            if !stop.address.is_empty() {
                fold(&mut out, &["LOCATION:", &text(&stop.address)].concat());
            }
            fold(
                &mut out,
                &["GEO:", &degrees(stop.at.lat()), ";", &degrees(stop.at.lon())].concat(),
            );
            fold(&mut out, &["DESCRIPTION:", &text(&title)].concat());
            out.push_str("BEGIN:VALARM\r\nACTION:DISPLAY\r\n");
            fold(&mut out, &["DESCRIPTION:", &text(&stop.name)].concat());
            fold(&mut out, &["TRIGGER:", ALARM].concat());
            out.push_str("END:VALARM\r\nEND:VEVENT\r\n");
        }
    }
    out.push_str("END:VCALENDAR\r\n");
    Some(out)
}

/// `20261124T093000`; a time after midnight is one of the next day.
fn local(date: Date, seconds: i32) -> String {
    let day = date.plus(u8::try_from(seconds.div_euclid(86_400)).unwrap_or(0));
    [&day.text().replace('-', ""), "T", &clock(seconds.rem_euclid(86_400), "")].concat()
}

fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => {}
            c => out.push(c),
        }
    }
    out
}

/// A line of at most 75 octets; what is longer goes on behind a space, never inside a character.
fn fold(out: &mut String, line: &str) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

fn hex(value: u64) -> String {
    (0..16)
        .rev()
        .map(|i| char::from_digit((value >> (4 * i) & 15) as u32, 16).unwrap_or('0'))
        .collect()
}
