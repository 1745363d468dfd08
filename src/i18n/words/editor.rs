//! 改地图.

use crate::i18n::{Lang, fill_in};

messages! { EditKey;
    Title: "改地图", "Edit the map";
    Lead: "改动是您自己的一层，只在这台设备上；资料包本身不动，随时可以撤销或还原。", "Changes are a layer of your own on this device; the bundle itself stays as it is, and everything can be undone or restored.";
    Counts: "新增 {0} 处，修改 {1} 处，删除 {2} 处。", "{0} added, {1} changed, {2} deleted.";
    Reading: "正在读取资料包", "Reading the bundle";
    NotRead: "没有读到资料包的图层，所以现在不能改。请检查网络后再试。", "The layers of the bundle could not be read, so nothing can be edited now. Check the network and try again.";
    Again: "再试一次", "Try again";
    AddPlace: "加一处地点", "Add a place";
    AddLine: "画一条线", "Draw a line";
    AddArea: "画一片区域", "Draw an area";
    Drawing: "在地图上点一下就是一个点；也可以用地图中心，或输入经纬度。已有 {0} 个点。", "Press the map to set a point; or take the centre of the map, or type a position. {0} points so far.";
    Centre: "用地图中心", "Centre of the map";
    Typed: "经纬度", "Longitude and latitude";
    TypedHint: "例如 113.66 34.75（WGS-84）", "e.g. 113.66 34.75 (WGS-84)";
    Put: "放在这里", "Put it there";
    TypedWrong: "请写两个数，如 113.66 34.75。", "Write two numbers such as 113.66 34.75.";
    LastOff: "去掉最后一点", "Remove the last point";
    Finish: "画好了", "Finish";
    Cancel: "取消", "Cancel";
    Files: "文件", "Files";
    OutGeo: "导出 GeoJSON", "Export GeoJSON";
    OutBundle: "导出整个资料包", "Export the whole bundle";
    OutPatch: "导出补丁", "Export a patch";
    Open: "打开文件", "Open a file";
    OpenHint: "能打开补丁、GeoJSON 和资料包（zip），与已有的改动合在一起。", "Opens patches, GeoJSON and bundles (zip) and joins them with the changes that are here.";
    NotOurs: "这不是补丁、GeoJSON 或资料包。", "This is no patch, GeoJSON or bundle.";
    Newer: "这个文件是更新的版本写的，请先更新本页。", "A later version wrote this file: update this page first.";
    Damaged: "第 {0} 处读不懂，所以整个文件都没有读入。", "Entry {0} cannot be read, so nothing of the file was taken in.";
    KeptMine: "同一处两边都改了，保留了您自己的：{0}", "Changed on both sides, yours was kept: {0}";
    Mine: "我的修改", "My change";
    Form: "改这一处", "Change this place";
    Added: "新增", "Added";
    Changed: "已修改", "Changed";
    Deleted: "已删除", "Deleted";
    Restore: "还原成资料包里的", "Restore the bundle's own";
    Delete: "删除这一处", "Delete this place";
    Close: "关上", "Close";
    Name: "名称", "Name";
    NameEn: "英文名", "English name";
    Short: "地图上的短名", "Short name on the map";
    Category: "类别", "Category";
    Address: "地址", "Address";
    AddressEn: "英文地址", "English address";
    District: "区", "District";
    Subdistrict: "街道", "Subdistrict";
    Summary: "一句话介绍", "Summary";
    SummaryEn: "英文介绍", "English summary";
    Accuracy: "精度（米）", "Accuracy (metres)";
    AccuracyNote: "位置怎么来的", "How the position was found";
    PositionSource: "位置的来源", "Source of the position";
    Hours: "开放时间（OSM 写法）", "Opening hours (OSM)";
    Phone: "电话", "Telephone";
    Website: "网址", "Website";
    Checked: "核对日期", "Date of the last look";
    Position: "位置", "Position";
    NoPosition: "还没有位置。", "No position yet.";
    PointOf: "第 {0} 点，共 {1} 点", "Point {0} of {1}";
    Before: "上一点", "Previous point";
    After: "下一点", "Next point";
    Longitude: "经度", "Longitude";
    Latitude: "纬度", "Latitude";
    Step: "每次移动", "Move by";
    Metres: "{0} 米", "{0} m";
    North: "向北", "North";
    South: "向南", "South";
    West: "向西", "West";
    East: "向东", "East";
    PressMove: "点地图移动", "Press the map to move it";
    PressInsert: "点地图加点", "Press the map to add a point";
    PointOff: "删去这一点", "Remove this point";
    OtherShape: "这个图形有几部分或有洞，这里改不了形状，会原样保留；其他内容可以改。", "This shape has several parts or holes: it is kept as it is, everything else can be changed.";
    Checks: "检查", "Checks";
    AllWell: "检查没有发现问题。", "The checks found nothing.";
    MustFix: "要改", "To mend";
    Look: "留意", "To note";
    Table: "全部地点", "All places";
    Find: "找名称、地址", "Find a name or address";
    MineOnly: "只看我的修改", "My changes only";
    Rows: "{0} 处", "{0} places";
    Tick: "勾选：{0}", "Tick: {0}";
    OpenRow: "打开：{0}", "Open: {0}";
    State: "状态", "State";
    Ticked: "勾了 {0} 处", "{0} ticked";
    BulkField: "一起改哪一项", "Field to set";
    BulkValue: "改成", "Set to";
    BulkSet: "一起改", "Set for all";
    BulkDelete: "一起删除", "Delete all ticked";
    TickNone: "都不勾", "Untick all";
    More: "再看一些", "Show more";
    Nothing: "没有这样的地点。", "No such place.";
    MovedTitle: "资料包已是 {0} 版，有 {1} 处与您的修改要合并。", "The bundle is now version {0}: {1} of your changes have to be merged.";
    MovedBody: "两边改了不同的内容会自动合在一起；改了同一项的，请在下面选用哪一个。", "Where both sides changed different things they are put together; where both changed the same, choose below.";
    Fits: "能合在一起", "fits together";
    SameNow: "资料包已经是这样了", "the bundle has it now";
    Field: "项目", "Field";
    OfMine: "我的", "Mine";
    OfBundle: "资料包现在的", "The bundle's now";
    Gone: "（删除）", "(deleted)";
    Empty: "（空）", "(empty)";
    Merge: "合并", "Merge";
    WholePlace: "整处", "The whole place";
}

impl EditKey {
    /// The text with its holes filled.
    #[must_use]
    pub fn fill(self, lang: Lang, args: &[&str]) -> String {
        fill_in(self.text(lang), args)
    }
}
