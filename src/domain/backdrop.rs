//! Map pictures of others that can lie under the places instead of the base map. None is asked for
//! before a reader chooses it.

use super::LonLat;
use super::datum::{Datum, convert};
use super::mercator::{TILE, World};

/// A provider of map pictures, 256 pixels a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backdrop {
    /// OpenStreetMap's own tiles.
    Osm,
    /// 天地图, streets and names.
    Tianditu,
    /// 天地图, pictures from above and names.
    TiandituImagery,
    /// 高德.
    Amap,
}

impl Backdrop {
    /// Every provider, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Osm, Self::Tianditu, Self::TiandituImagery, Self::Amap];

    /// The value of `base=` in a link.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Osm => "osm",
            Self::Tianditu => "tianditu",
            Self::TiandituImagery => "tianditu-imagery",
            Self::Amap => "amap",
        }
    }

    /// The provider a link names.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|b| b.code() == code)
    }

    /// The coordinate system its pictures are drawn in. That of 天地图 (CGCS 2000) is WGS-84 to within
    /// a few centimetres.
    #[must_use]
    pub const fn datum(self) -> Datum {
        match self {
            Self::Amap => Datum::Gcj02,
            _ => Datum::Wgs84,
        }
    }

    /// Whether it answers only those who bring a key.
    #[must_use]
    pub const fn needs_key(self) -> bool {
        matches!(self, Self::Tianditu | Self::TiandituImagery)
    }

    /// Addresses of the pictures of a tile, the lowest layer first; `key` is the reader's own.
    #[must_use]
    pub fn addresses(self, tile: (u32, u32, u32), key: &str) -> Vec<String> {
        let [z, x, y] = [tile.0, tile.1, tile.2].map(|n| n.to_string());
        let tianditu = |layer: &str| {
            let host = ((tile.1 + tile.2) % 8).to_string();
            let from = ["https://t", &host, ".tianditu.gov.cn/", layer, "_w/wmts?SERVICE=WMTS"];
            let what = ["&REQUEST=GetTile&VERSION=1.0.0&LAYER=", layer, "&STYLE=default"];
            let which = ["&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX=", &z, "&TILEROW=", &y];
            [&from[..], &what, &which, &["&TILECOL=", &x, "&tk=", key]].concat().concat()
        };
        match self {
            Self::Osm => {
                vec![["https://tile.openstreetmap.org/", &z, "/", &x, "/", &y, ".png"].concat()]
            }
            Self::Tianditu => ["vec", "cva"].map(tianditu).into(),
            Self::TiandituImagery => ["img", "cia"].map(tianditu).into(),
            Self::Amap => {
                let host = ((tile.1 + tile.2) % 4 + 1).to_string();
                let path = ".is.autonavi.com/appmaptile?lang=zh_cn&size=1&scale=1&style=8&x=";
                vec![["https://webrd0", &host, path, &x, "&y=", &y, "&z=", &z].concat()]
            }
        }
    }

    /// Where the north-western, north-eastern and south-western corner of a tile truly lie.
    ///
    /// Pictures in GCJ-02 are shifted, not the places: so nothing that is drawn or pressed has to be
    /// shifted there and back, and a marker cannot leave its place. Within a tile the shift is as good
    /// as linear, so three corners place all of it.
    #[must_use]
    pub fn corners(self, (z, x, y): (u32, u32, u32)) -> [World; 3] {
        [(x, y), (x + 1, y), (x, y + 1)].map(|(x, y)| {
            let side = TILE / f64::from(z).exp2();
            let drawn = World { x: f64::from(x) * side, y: f64::from(y) * side };
            match self.datum() {
                Datum::Wgs84 => drawn,
                datum => convert(LonLat::from(drawn), datum, Datum::Wgs84).into(),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mercator::metres_per_pixel;

    #[test]
    fn links_find_their_provider() {
        for b in Backdrop::ALL {
            assert_eq!(Backdrop::from_code(b.code()), Some(b));
        }
        assert_eq!(Backdrop::from_code("schematic"), None);
    }

    #[test]
    fn addresses_are_whole() {
        let of = |b: Backdrop| b.addresses((13, 6682, 3256), "k").join(" ");
        assert_eq!(of(Backdrop::Osm), "https://tile.openstreetmap.org/13/6682/3256.png");
        assert_eq!(
            of(Backdrop::Amap),
            "https://webrd03.is.autonavi.com/appmaptile?lang=zh_cn&size=1&scale=1&style=8&x=6682&y=3256&z=13"
        );
        let one = |l: &str| {
            format!(
                "https://t2.tianditu.gov.cn/{l}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={l}\
                 &STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX=13&TILEROW=3256&TILECOL=6682&tk=k"
            )
        };
        assert_eq!(of(Backdrop::Tianditu), [one("vec"), one("cva")].join(" "));
        assert_eq!(of(Backdrop::TiandituImagery), [one("img"), one("cia")].join(" "));
    }

    /// A place stands on the very point of a shifted picture where the provider drew it.
    #[test]
    fn places_stay_within_a_metre_of_their_pictures() {
        for (lon, lat) in [(113.62, 34.75), (113.684, 34.7815), (113.80, 34.90), (113.66, 34.86)] {
            let place = LonLat::clamped(lon, lat);
            let drawn = World::from(convert(place, Datum::Wgs84, Datum::Gcj02));
            for z in 13..=18_u32 {
                let side = TILE / f64::from(z).exp2();
                let (across, down) = (drawn.x / side, drawn.y / side);
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let [nw, ne, sw] = Backdrop::Amap.corners((z, across as u32, down as u32));
                let (across, down) = (across.fract(), down.fract());
                let seen = World {
                    x: nw.x + (ne.x - nw.x) * across + (sw.x - nw.x) * down,
                    y: nw.y + (ne.y - nw.y) * across + (sw.y - nw.y) * down,
                };
                let at = World::from(place);
                let metres = (seen.x - at.x).hypot(seen.y - at.y) * metres_per_pixel(lat, 0.0);
                // A large tile bends a little: where a pixel is 15 m and more, a tenth of one.
                let bound = if z < 14 { metres_per_pixel(lat, f64::from(z)) / 10.0 } else { 1.0 };
                assert!(metres < bound, "{metres} m at zoom {z}");
                // Without the shift it would be some 500 m.
                let bare = (drawn.x - at.x).hypot(drawn.y - at.y) * metres_per_pixel(lat, 0.0);
                assert!(bare > 300.0, "{bare}");
            }
        }
    }

    #[test]
    fn only_shifted_pictures_are_moved() {
        let [a, b, c] = Backdrop::Osm.corners((1, 1, 0));
        assert_eq!(
            [(a.x, a.y), (b.x, b.y), (c.x, c.y)],
            [(128.0, 0.0), (256.0, 0.0), (128.0, 128.0)]
        );
    }
}
