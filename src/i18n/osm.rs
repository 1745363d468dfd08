//! Why an OpenStreetMap extract gives nothing, in words.

use super::Lang;
use crate::engine::network::BuildError;
use crate::osm::OsmError;

/// What is wrong and what to do.
#[must_use]
#[rustfmt::skip] // A table reads better in one line an entry.
pub fn message(error: &OsmError, lang: Lang) -> String {
    use OsmError as E;
    match (lang, error) {
        (Lang::Zh, E::Empty) => "文件是空的。请重新下载。".into(),
        (Lang::En, E::Empty) => "The file is empty. Download it again.".into(),
        (Lang::Zh, E::Foreign(None)) => "这不是 .osm.pbf 文件。请选用 OpenStreetMap 的 .osm.pbf 数据。".into(),
        (Lang::En, E::Foreign(None)) => "This is not an .osm.pbf file. Choose an OpenStreetMap extract in that format.".into(),
        (Lang::Zh, E::Foreign(Some(kind))) => format!("这不是 .osm.pbf 文件，像是 {kind}。请换成 .osm.pbf 格式。"),
        (Lang::En, E::Foreign(Some(kind))) => format!("This is not an .osm.pbf file but looks like {kind}. Convert it to .osm.pbf."),
        (Lang::Zh, E::Broken { near, what }) => format!("文件在第 {near} 字节附近损坏或不完整（{what}）。请重新下载。"),
        (Lang::En, E::Broken { near, what }) => format!("The file is damaged or cut off near byte {near} ({what}). Download it again."),
        (Lang::Zh, E::Feature(feature)) => format!("文件用到了不支持的特性“{feature}”。请换用当前数据（不含历史版本）。"),
        (Lang::En, E::Feature(feature)) => format!("The file needs “{feature}”, which is not supported. Use an extract of current data, without history."),
        (Lang::Zh, E::Build(BuildError::NoStreets)) => "里面没有可以通行的道路。请检查范围是否选对。".into(),
        (Lang::En, E::Build(BuildError::NoStreets)) => "There are no streets in it that anyone may use. Check its area.".into(),
        (Lang::Zh, E::Build(BuildError::MissingPoint)) => "道路缺少坐标。请重新下载。".into(),
        (Lang::En, E::Build(BuildError::MissingPoint)) => "Streets lack their positions. Download it again.".into(),
    }
}
