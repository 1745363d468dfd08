//! Handing a place, or a leg of a walk, to a navigation app.
//!
//! Every app has its own order of coordinates, its own datum and its own separators. Sources:
//! lbs.amap.com/api/uri-api (point, route), lbsyun.baidu.com/index.php?title=uri, lbs.qq.com
//! (uri/v1), RFC 5870 for `geo:`.

use crate::domain::datum::convert;
use crate::domain::percent::component;
use crate::domain::{Datum, Drawing, LonLat};
use crate::i18n::{Key, Lang, fill};
use crate::json::decimal;
use crate::state::State;

/// Who asks, in the form the apps want.
const APP: &str = "redmap";
const BAIDU_APP: &str = "webapp.redmap.redmap";

/// The city that Baidu asks for with a leg.
const REGION: &str = "郑州";

/// How one moves along a leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// On foot.
    Walk,
    /// By bus and metro.
    Transit,
    /// By car.
    Drive,
    /// By bicycle.
    Ride,
}

/// An end of a leg.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop<'a> {
    /// WGS-84.
    pub at: LonLat,
    /// Its name.
    pub name: &'a str,
}

fn six(v: f64) -> String {
    decimal::fixed(v, 6)
}

fn lon_lat(p: LonLat) -> String {
    [six(p.lon()).as_str(), ",", &six(p.lat())].concat()
}

fn lat_lon(p: LonLat) -> String {
    [six(p.lat()).as_str(), ",", &six(p.lon())].concat()
}

/// A name inside a list that a separator divides. The app splits after decoding, so no encoding saves
/// the separator: its full-width twin reads the same and divides nothing.
fn item(name: &str, separator: char, twin: &str) -> String {
    component(&name.replace(separator, twin))
}

/// 高德, a point. WGS-84 by `coordinate`; its own default is GCJ-02.
#[must_use]
pub fn amap_point(stop: Stop<'_>) -> String {
    [
        "https://uri.amap.com/marker?position=",
        &lon_lat(stop.at),
        "&name=",
        &component(stop.name),
        "&src=",
        APP,
        "&coordinate=wgs84&callnative=1",
    ]
    .concat()
}

/// 高德, a leg. It has no `coordinate` there, so both ends are GCJ-02. Without a start the phone's own
/// position is used.
#[must_use]
pub fn amap_leg(from: Option<Stop<'_>>, to: Stop<'_>, mode: Mode) -> String {
    let end = |s: Stop<'_>| {
        let at = convert(s.at, Datum::Wgs84, Datum::Gcj02);
        [lon_lat(at).as_str(), ",", &item(s.name, ',', "，")].concat()
    };
    let mode = match mode {
        Mode::Walk => "walk",
        Mode::Transit => "bus",
        Mode::Drive => "car",
        Mode::Ride => "ride",
    };
    [
        "https://uri.amap.com/navigation?from=",
        &from.map(end).unwrap_or_default(),
        "&to=",
        &end(to),
        "&mode=",
        mode,
        "&src=",
        APP,
        "&callnative=1",
    ]
    .concat()
}

/// 百度, a point: latitude first, WGS-84 by `coord_type`; its own default is BD-09.
#[must_use]
pub fn baidu_point(stop: Stop<'_>, content: &str) -> String {
    // Without content Baidu refuses the link.
    let content = if content.is_empty() { stop.name } else { content };
    [
        "https://api.map.baidu.com/marker?location=",
        &lat_lon(stop.at),
        "&title=",
        &component(stop.name),
        "&content=",
        &component(content),
        "&output=html&coord_type=wgs84&src=",
        BAIDU_APP,
    ]
    .concat()
}

/// 百度, a leg. It knows walking, transit and driving; a bicycle is sent along the footways.
#[must_use]
pub fn baidu_leg(from: Stop<'_>, to: Stop<'_>, mode: Mode) -> String {
    let end =
        |s: Stop<'_>| ["latlng:", &lat_lon(s.at), "%7Cname:", &item(s.name, '|', "｜")].concat();
    let mode = match mode {
        Mode::Walk | Mode::Ride => "walking",
        Mode::Transit => "transit",
        Mode::Drive => "driving",
    };
    [
        "https://api.map.baidu.com/direction?origin=",
        &end(from),
        "&destination=",
        &end(to),
        "&mode=",
        mode,
        "&region=",
        &component(REGION),
        "&output=html&coord_type=wgs84&src=",
        BAIDU_APP,
    ]
    .concat()
}

/// 腾讯, a point: WGS-84 by `coord_type=1`; its own default is GCJ-02.
#[must_use]
pub fn tencent_point(stop: Stop<'_>, address: &str) -> String {
    let address = if address.is_empty() { stop.name } else { address };
    [
        "https://apis.map.qq.com/uri/v1/marker?marker=coord:",
        &lat_lon(stop.at),
        ";title:",
        &item(stop.name, ';', "；"),
        ";addr:",
        &item(address, ';', "；"),
        "&coord_type=1&referer=",
        APP,
    ]
    .concat()
}

/// Any app of the phone, RFC 5870.
#[must_use]
pub fn geo(stop: Stop<'_>) -> String {
    let at = lat_lon(stop.at);
    ["geo:", &at, "?q=", &at, "(", &component(stop.name), ")"].concat()
}

/// One line of coordinates to copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coordinates {
    /// Name of the datum.
    pub datum: &'static str,
    /// Who uses it.
    pub used_by: &'static str,
    /// Longitude, comma, latitude, six decimals.
    pub text: String,
}

/// The dialog of the chosen place.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// Where to.
    pub title: String,
    /// Name of each app and the link into it.
    pub apps: Vec<(&'static str, String)>,
    /// The position in three datums.
    pub coordinates: Vec<Coordinates>,
    /// What is so and what to do, where the position is rough.
    pub caution: Option<(String, &'static str)>,
}

/// The ways to the chosen place; `None` where it has no position at all.
#[must_use]
pub fn way(s: &State) -> Option<Way> {
    let (place, lang) = (s.chosen()?, s.lang);
    let at = place.position?;
    // The apps search Chinese names, whatever the reader's language.
    let stop = Stop { at, name: Lang::Zh.pick(&place.name) };
    let address = Lang::Zh.pick(&place.address);
    let name = |key: Key| key.text(lang);
    let rough = place.accuracy.filter(|_| place.drawing() != Drawing::Marker);
    let one = |datum: Datum, label, used_by: Key| Coordinates {
        datum: label,
        used_by: used_by.text(lang),
        text: lon_lat(convert(at, Datum::Wgs84, datum)),
    };
    Some(Way {
        title: fill(lang, Key::WayTitle, &[lang.pick(&place.name)]),
        apps: vec![
            (name(Key::Amap), amap_point(stop)),
            (name(Key::Baidu), baidu_point(stop, address)),
            (name(Key::Tencent), tencent_point(stop, address)),
            (name(Key::OtherApp), geo(stop)),
        ],
        coordinates: vec![
            one(Datum::Wgs84, "WGS-84", Key::DatumWgs),
            one(Datum::Gcj02, "GCJ-02", Key::DatumGcj),
            one(Datum::Bd09, "BD-09", Key::DatumBd),
        ],
        caution: rough.map(|a| {
            let metres = decimal::fixed(a.metres(), 0);
            (fill(lang, Key::WayRough, &[&metres]), Key::WayRoughBody.text(lang))
        }),
    })
}

/// Whether the page runs inside WeChat or QQ, by the browser's name for itself. QQ Browser
/// (`MQQBrowser`) is a browser like others.
#[must_use]
pub fn inside_chat(user_agent: &str) -> bool {
    user_agent.contains("MicroMessenger")
        || user_agent.split_whitespace().any(|w| w.starts_with("QQ/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stop(name: &str) -> Stop<'_> {
        Stop { at: LonLat::clamped(113.660_413, 34.753_435), name }
    }

    #[test]
    fn points_have_the_forms_the_apps_document() {
        let s = stop("二七塔");
        let name = "%E4%BA%8C%E4%B8%83%E5%A1%94";
        assert_eq!(
            amap_point(s),
            format!(
                "https://uri.amap.com/marker?position=113.660413,34.753435&name={name}&src=redmap&coordinate=wgs84&callnative=1"
            )
        );
        assert_eq!(
            baidu_point(s, ""),
            format!(
                "https://api.map.baidu.com/marker?location=34.753435,113.660413&title={name}&content={name}&output=html&coord_type=wgs84&src=webapp.redmap.redmap"
            )
        );
        assert_eq!(
            tencent_point(s, ""),
            format!(
                "https://apis.map.qq.com/uri/v1/marker?marker=coord:34.753435,113.660413;title:{name};addr:{name}&coord_type=1&referer=redmap"
            )
        );
        assert_eq!(geo(s), format!("geo:34.753435,113.660413?q=34.753435,113.660413({name})"));
    }

    #[test]
    fn legs_have_the_forms_the_apps_document() {
        // A published vector: WGS-84 121.4737,31.2304 is GCJ-02 121.478223,31.228458.
        let from = Stop { at: LonLat::clamped(121.4737, 31.2304), name: "甲" };
        let to = Stop { at: LonLat::clamped(116.391_265, 39.907_359), name: "乙" };
        assert_eq!(
            amap_leg(Some(from), to, Mode::Walk),
            "https://uri.amap.com/navigation?from=121.478223,31.228458,%E7%94%B2&to=116.397506,39.908760,%E4%B9%99&mode=walk&src=redmap&callnative=1"
        );
        assert!(amap_leg(None, to, Mode::Drive).contains("?from=&to="));
        assert_eq!(
            baidu_leg(from, to, Mode::Transit),
            "https://api.map.baidu.com/direction?origin=latlng:31.230400,121.473700%7Cname:%E7%94%B2&destination=latlng:39.907359,116.391265%7Cname:%E4%B9%99&mode=transit&region=%E9%83%91%E5%B7%9E&output=html&coord_type=wgs84&src=webapp.redmap.redmap"
        );
    }

    /// What a server reads from a query.
    fn decoded(link: &str, key: &str) -> String {
        let query = link.split_once('?').expect("a query").1;
        let wanted = query.split('&').find_map(|p| p.strip_prefix(&[key, "="].concat()));
        let mut bytes = Vec::new();
        let mut rest = wanted.expect("the key").bytes();
        while let Some(b) = rest.next() {
            bytes.push(if b == b'%' {
                let hex = [rest.next().expect("a digit"), rest.next().expect("a digit")];
                u8::from_str_radix(std::str::from_utf8(&hex).expect("ASCII"), 16).expect("hex")
            } else {
                b
            });
        }
        String::from_utf8(bytes).expect("UTF-8")
    }

    proptest! {
        #[test]
        fn names_survive(name in "[|,&;:=#%+()🚩二七塔a ]{1,12}") {
            let s = stop(&name);
            prop_assert_eq!(decoded(&amap_point(s), "name"), name.clone());
            prop_assert_eq!(decoded(&baidu_point(s, ""), "title"), name.clone());
            let geo_link = geo(s);
            prop_assert!(geo_link.ends_with(')') && geo_link.matches(['(', ')']).count() == 2);
            // In lists the separator is replaced by its twin, so that the parts stay what they are.
            let to = decoded(&amap_leg(None, s, Mode::Walk), "to");
            prop_assert_eq!(to.split(',').count(), 3);
            prop_assert!(to.ends_with(&[",", &name.replace(',', "，")].concat()));
            let end = decoded(&baidu_leg(s, s, Mode::Walk), "destination");
            prop_assert_eq!(end.split('|').count(), 2);
            prop_assert!(end.ends_with(&["|name:", &name.replace('|', "｜")].concat()));
            let marker = decoded(&tencent_point(s, "路"), "marker");
            prop_assert_eq!(marker.split(';').count(), 3);
            let title = ["title:", &name.replace(';', "；")].concat();
            prop_assert_eq!(marker.split(';').nth(1), Some(title.as_str()));
        }
    }

    #[test]
    fn knows_chat_apps() {
        for (ua, inside) in [
            ("Mozilla/5.0 (iPhone) AppleWebKit/605 Mobile MicroMessenger/8.0.40", true),
            (
                "Mozilla/5.0 (Linux; Android 13) MQQBrowser/6.2 Mobile Safari/537.36 V1_AND_SQ QQ/8.9.3",
                true,
            ),
            ("Mozilla/5.0 (Linux; Android 13) MQQBrowser/13.6 Mobile Safari/537.36", false),
            ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140", false),
        ] {
            assert_eq!(inside_chat(ua), inside, "{ua}");
        }
    }
}
