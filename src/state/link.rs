//! Links: the part of the address after `#`, as the contract writes it.
//!
//! `#/explore`, `#/place/ID`, each with `?` state. Unknown keys are kept; a malformed value is ignored
//! rather than refused, because links are copied, cut and mistyped.

use super::{Facet, Years};
use crate::domain::backdrop::Backdrop;
use crate::domain::{LonLat, PlaceId, percent};
use crate::i18n::Lang;
use crate::json::decimal;

/// The value of `mode=` for 长辈版.
const ELDER: &str = "elder";

/// The value of `base=` for this site's own map, which is what a link without the key has, too.
const SCHEMATIC: &str = "schematic";

/// Which view the link opens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Route {
    /// Map and list.
    #[default]
    Explore,
    /// The card of a place.
    Place(PlaceId),
    /// The planner.
    Tour,
    /// Stories and quiz.
    Class,
    /// What the reader keeps: 我的支部.
    Branch,
}

impl Route {
    /// The views that can be opened, in the order of their tabs.
    pub const VIEWS: &'static [Self] = &[Self::Explore, Self::Tour, Self::Class, Self::Branch];

    /// The view's word in a link.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Explore => "explore",
            Self::Place(_) => "place",
            Self::Tour => "tour",
            Self::Class => "class",
            Self::Branch => "branch",
        }
    }

    /// The keys of [`Link::OWN`] that belong to the view.
    #[must_use]
    pub const fn keys(&self) -> &'static [&'static str] {
        match self {
            Self::Explore | Self::Place(_) => &["q"],
            Self::Tour => &["stops", "tour"],
            Self::Class => &["part", "story", "slide", "made", "quiz"],
            Self::Branch => &[],
        }
    }

    /// Whether the view has a key of [`Link::OWN`].
    #[must_use]
    pub fn owns(&self, key: &str) -> bool {
        self.keys().contains(&key)
    }

    /// Whether the view shows the places under the reader's filters.
    #[must_use]
    pub const fn explores(&self) -> bool {
        matches!(self, Self::Explore | Self::Place(_))
    }
}

/// A link taken apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Link {
    /// The view.
    pub route: Route,
    /// `at=LON,LAT,ZOOM`.
    pub at: Option<(LonLat, f64)>,
    /// `layers=a,b`; `None` when the key is absent (all layers).
    pub layers: Option<Vec<String>>,
    /// `years=1919-1949`.
    pub years: Option<Years>,
    /// `series=ya`, `audience=school` and the like, at most one value each.
    pub picks: Vec<(Facet, String)>,
    /// `lang=zh|en`.
    pub lang: Option<Lang>,
    /// `mode=elder`.
    pub elder: bool,
    /// `base=osm|tianditu|tianditu-imagery|amap`; `None` for `schematic`, too.
    pub backdrop: Option<Backdrop>,
    /// The keys of [`Self::OWN`], decoded, in their order. Each belongs to one view, which reads and
    /// writes it; other views pass it on untouched.
    pub own: Vec<(String, String)>,
    /// Keys this version does not use, decoded, in their order.
    pub unknown: Vec<(String, String)>,
}

impl Link {
    /// Keys that belong to one view each.
    pub const OWN: &'static [&'static str] =
        &["q", "stops", "tour", "part", "story", "slide", "made", "quiz"];

    /// Takes a hash apart, with or without its `#`. Never fails: what cannot be read is left out.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let mut link = Self { route: route(path), ..Self::default() };
        for pair in query.split('&').filter(|p| !p.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (key, value) = (decode(key), decode(value));
            match key.as_str() {
                "at" => link.at = at(&value),
                "layers" => {
                    link.layers =
                        Some(value.split(',').filter(|s| !s.is_empty()).map(decode).collect());
                }
                "years" => link.years = Years::parse(&value),
                "lang" => link.lang = Lang::from_code(&value),
                "mode" if value == ELDER => link.elder = true,
                "base" if value == SCHEMATIC => {}
                "base" if Backdrop::from_code(&value).is_some() => {
                    link.backdrop = Backdrop::from_code(&value);
                }
                _ => match Facet::from_key(&key) {
                    Some(facet) if !value.is_empty() => {
                        link.picks.retain(|(f, _)| *f != facet);
                        link.picks.push((facet, value));
                    }
                    Some(_) => {}
                    None if Self::OWN.contains(&key.as_str()) => link.own.push((key, value)),
                    None => link.unknown.push((key, value)),
                },
            }
        }
        link
    }

    /// The hash of the link, with its `#`.
    #[must_use]
    pub fn to_hash(&self) -> String {
        let mut out = match &self.route {
            Route::Place(id) => ["#/place/", &encode(id.as_str())].concat(),
            view => ["#/", view.word()].concat(),
        };
        let mut pairs = Vec::new();
        if let Some((p, zoom)) = self.at {
            pairs.push(
                [
                    "at=",
                    &decimal::fixed(p.lon(), 5),
                    ",",
                    &decimal::fixed(p.lat(), 5),
                    ",",
                    &decimal::short(zoom, 2),
                ]
                .concat(),
            );
        }
        if let Some(layers) = &self.layers {
            // A comma of a category’s own must not be taken for one between two.
            let own = |id: &String| encode(&percent::encode(id, |c| !matches!(c, ',' | '%')));
            let ids: Vec<String> = layers.iter().map(own).collect();
            pairs.push(["layers=", &ids.join(",")].concat());
        }
        if let Some(years) = self.years {
            pairs.push(["years=", &years.to_string()].concat());
        }
        for (facet, value) in &self.picks {
            pairs.push([facet.key(), "=", &encode(value)].concat());
        }
        if let Some(lang) = self.lang {
            pairs.push(["lang=", lang.code()].concat());
        }
        if self.elder {
            pairs.push(["mode=", ELDER].concat());
        }
        if let Some(backdrop) = self.backdrop {
            pairs.push(["base=", backdrop.code()].concat());
        }
        for (key, value) in self.own.iter().chain(&self.unknown) {
            pairs.push([&encode(key), "=", &encode(value)].concat());
        }
        if !pairs.is_empty() {
            out.push('?');
            out.push_str(&pairs.join("&"));
        }
        out
    }
}

fn route(path: &str) -> Route {
    let mut parts = path.split('/').filter(|p| !p.is_empty());
    match (parts.next(), parts.next()) {
        (Some("place"), Some(id)) => PlaceId::new(decode(id)).map_or(Route::Explore, Route::Place),
        (Some(word), _) => {
            Route::VIEWS.iter().find(|view| view.word() == word).cloned().unwrap_or_default()
        }
        _ => Route::Explore,
    }
}

fn at(value: &str) -> Option<(LonLat, f64)> {
    let mut numbers = value.split(',').map(|n| decimal::parse(n.trim()));
    let (lon, lat) = (numbers.next()??, numbers.next()??);
    let zoom = numbers.next().flatten().unwrap_or(15.0);
    Some((LonLat::new(lon, lat).ok()?, zoom.clamp(3.0, 19.0)))
}

/// Percent-encodes what does not read well in a hash; Chinese stays readable (browsers keep it).
fn encode(text: &str) -> String {
    percent::encode(text, |c| !c.is_ascii() || matches!(c, ':' | '*'))
}

/// Undoes percent-encoding; what is no valid escape stays as it is.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let escape = bytes
            .get(i + 1..i + 3)
            .and_then(|h| std::str::from_utf8(h).ok().and_then(|h| u8::from_str_radix(h, 16).ok()));
        match (bytes[i], escape) {
            (b'%', Some(b)) => {
                out.push(b);
                i += 3;
            }
            (b, _) => {
                out.push(b);
                i += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(text: &str) -> PlaceId {
        PlaceId::new(text).expect("an id")
    }

    #[test]
    fn reads_the_contract() {
        let link = Link::parse("#/explore?at=113.684,34.7815,13.5&layers=red_site,park&lang=en");
        assert_eq!(link.route, Route::Explore);
        assert_eq!(link.at, Some((LonLat::clamped(113.684, 34.7815), 13.5)));
        assert_eq!(link.layers, Some(vec!["red_site".into(), "park".into()]));
        assert_eq!(link.lang, Some(Lang::En));
        assert_eq!(Link::parse("#/place/erqi-tower").route, Route::Place(id("erqi-tower")));
        assert_eq!(Link::parse("").route, Route::Explore);
        assert_eq!(Link::parse("#/explore?layers=").layers, Some(vec![]));
    }

    #[test]
    fn keeps_what_it_does_not_know() {
        let hash = "#/place/erqi-tower?at=113.66,34.75,16&mode=elder&base=osm&base=moon&x=1";
        let link = Link::parse(hash);
        assert!(link.elder);
        assert_eq!(link.backdrop, Some(Backdrop::Osm));
        assert_eq!(link.unknown.len(), 2);
        assert_eq!(Link::parse(&link.to_hash()), link);
        assert!(link.to_hash().ends_with("mode=elder&base=osm&base=moon&x=1"));
        assert_eq!(Link::parse("#/explore?base=schematic"), Link::parse("#/explore"));
    }

    #[test]
    fn reads_filters() {
        let link = Link::parse(
            "#/explore?years=1949-1919&audience=school&subdistrict=%E6%9C%AA%E6%9D%A5%E8%B7%AF%E8%A1%97%E9%81%93&open=now&audience=village&has=",
        );
        assert_eq!(link.years, Years::new(1919, 1949));
        let picks: Vec<(&str, &str)> =
            link.picks.iter().map(|(f, v)| (f.key(), v.as_str())).collect();
        assert_eq!(
            picks,
            [("subdistrict", "未来路街道"), ("open", "now"), ("audience", "village")]
        );
        assert_eq!(
            link.to_hash(),
            "#/explore?years=1919-1949&subdistrict=未来路街道&open=now&audience=village"
        );
        assert!(link.unknown.is_empty());
    }

    #[test]
    fn keys_of_a_view_are_told_from_unknown_ones() {
        let link = Link::parse("#/explore?q=燕庄&story=a&sheet=1");
        let own: Vec<&str> = link.own.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(own, ["q", "story"]);
        assert_eq!(link.unknown.len(), 1);
        assert!(Route::Explore.owns("q") && !Route::Explore.owns("story"));
        assert_eq!(Link::parse(&link.to_hash()), link);
    }

    #[test]
    fn ignores_nonsense() {
        for hash in ["#/explore?at=a,b,c", "#/explore?at=34.7,113.6,9", "#/explore?at=", "#//?&&=&"]
        {
            assert_eq!(Link::parse(hash).at, None, "{hash}");
        }
        assert_eq!(Link::parse("#/place/").route, Route::Explore);
        assert_eq!(Link::parse("#/place/a%zz%E4").route, Route::Place(id("a%zz\u{fffd}")));
    }

    #[test]
    fn other_ids_are_encoded() {
        let link = Link { route: Route::Place(id("二七 塔/?#&")), ..Link::default() };
        assert_eq!(link.to_hash(), "#/place/二七%20塔%2F%3F%23%26");
        assert_eq!(Link::parse(&link.to_hash()), link);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC*") {
            let _ = Link::parse(&text);
        }

        #[test]
        fn links_round_trip(
            name in "\\PC{1,20}", lon in -180.0_f64..180.0, lat in -90.0_f64..90.0,
            half in 6_u8..38, layers in prop::collection::vec("[a-z_]{1,12}", 0..4),
            key in "x[a-z]{1,5}", value in "\\PC{0,12}", en in any::<bool>(), elder in any::<bool>(),
            from in 1919..2022, span in 0..102, facets in prop::sample::subsequence(Facet::ALL.to_vec(), 0..=9),
            wanted in "\\PC{1,8}",
            backdrop in prop::option::of(prop::sample::select(Backdrop::ALL.to_vec())),
        ) {
            let round = |v: f64| (v * 1e5).round() / 1e5;
            let link = Link {
                route: Route::Place(id(&name)),
                at: Some((LonLat::clamped(round(lon), round(lat)), f64::from(half) / 2.0)),
                layers: Some(layers),
                years: Years::new(from, from + span),
                picks: facets.into_iter().map(|f| (f, wanted.clone())).collect(),
                lang: Some(if en { Lang::En } else { Lang::Zh }),
                elder,
                backdrop,
                own: Vec::new(),
                unknown: vec![(key, value)],
            };
            let back = Link::parse(&link.to_hash());
            let (a, b) = (link.at.unwrap(), back.at.unwrap());
            prop_assert!((a.0.lon() - b.0.lon()).abs() < 1e-6 && (a.0.lat() - b.0.lat()).abs() < 1e-6);
            prop_assert_eq!(Link { at: None, ..back }, Link { at: None, ..link });
        }
    }
}
