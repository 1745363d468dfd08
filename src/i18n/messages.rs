//! Every fixed text of the interface, in both languages, side by side.

use super::Lang;

messages! {
    Key;
    PageTitle: "金水红色地图", "Jinshui Red Map";
    Explore: "探索", "Explore";
    Tour: "路线", "Tours";
    Class: "课堂", "Class";
    Branch: "我的支部", "My branch";
    MainNavigation: "主导航", "Main";
    Map: "地图", "Map";
    PlaceList: "地点列表", "Places";
    Filters: "筛选", "Filters";
    Categories: "类别", "Categories";
    SwitchLanguage: "切换语言：现在是中文，点一下换成英文", "Switch language: now English, press for Chinese";
    SkipToList: "跳到地点列表", "Skip to the list of places";
    Attribution: "版权与出处", "Credits";
    RedSite: "红色史迹", "Red sites";
    LectureVenue: "宣讲场所", "Venues";
    Park: "公园", "Parks";
    Practice: "金水实践", "Practice";
    Service: "服务点", "Services";
    RedSiteOne: "红色史迹", "Red site";
    LectureVenueOne: "宣讲场所", "Lecture venue";
    ParkOne: "公园", "Park";
    PracticeOne: "金水实践", "Practice";
    ServiceOne: "服务点", "Service";
    Total: "共 {0} 处", "{0} places";
    TotalShort: "{0} 处地点", "{0} places";
    OneCluster: "{0} 个地点", "{0} places";
    SortByDistance: "离地图中心近的在前", "Nearest to the map centre first";
    SortByName: "按名称排序", "Sorted by name";
    SortButton: "排序：{0}。点一下换一种", "Order: {0}. Press to change";
    Metres: "{0} 米", "{0} m";
    Kilometres: "{0} 公里", "{0} km";
    AboutMetres: "约 ±{0} 米", "about ±{0} m";
    PositionAbout: "位置约 ±{0} 米", "Position ±{0} m";
    PositionUnknown: "位置待考", "Position unknown";
    PositionRough: "位置待考：只知大致范围（±{0} 米），不在图上标点", "Position unknown: only a rough area (±{0} m), no point on the map";
    PositionNone: "位置待考：没有查到坐标", "Position unknown: no coordinate was found";
    BoundaryTag: "区界", "Boundary";
    NeighbourTag: "邻区", "Next door";
    NeighbourOf: "邻区 · {0}", "Next door · {0}";
    AwayFromCentre: "距地图中心 {0}", "{0} from the map’s centre";
    AddToTour: "加入路线", "Add to tour";
    InTour: "在路线中", "In the tour";
    WayStart: "起点", "Start";
    WayEnd: "终点", "End";
    ZoomIn: "放大", "Zoom in";
    ZoomOut: "缩小", "Zoom out";
    WholeDistrict: "全区", "Whole district";
    Schematic: "示意图", "Schematic";
    RoadAccuracy: "道路 ±15–60 米", "roads ±15–60 m";
    ScaleBar: "比例尺 {0}", "Scale {0}";
    Legend: "图例", "Legend";
    SeriesRule: "雅 = 文化，宜 = 日常邻里，风 = 风景与水。分类由编者按此规则归入，不是官方命名。", "雅 Ya = culture, 宜 Yi = everyday neighbourhood, 风 Feng = scenery and water. Sorted by the editors by this rule; not an official naming.";
    AboutSeries: "雅宜风是什么", "About 雅 宜 风";
    BackToList: "返回列表", "Back to the list";
    Close: "关闭", "Close";
    Collapse: "收起", "Lower the sheet";
    Expand: "展开", "Raise the sheet";
    Address: "地址", "Address";
    Position: "位置", "Position";
    District: "所在", "District";
    OpeningHours: "开放时间", "Opening hours";
    HoursVerify: "来源较旧或较弱，去之前请先核实。", "From an old or weak source: check before you go.";
    Ticket: "门票", "Ticket";
    Booking: "预约", "Booking";
    Metro: "地铁", "Metro";
    Stay: "建议停留", "Suggested stay";
    Minutes: "{0} 分钟", "{0} minutes";
    Phone: "电话", "Phone";
    Website: "网站", "Website";
    Capacity: "容纳", "Holds";
    People: "{0} 人", "{0} people";
    Audience: "对象", "Audience";
    Series: "系列", "Series";
    SeriesEditorial: "（编辑归类，非官方命名）", " (sorted by the editors, not an official naming)";
    SeriesOfficial: "（官方命名）", " (official naming)";
    EditorialShort: "编辑归类", "sorted by the editors";
    Alias: "又名", "Also called";
    Checked: "核对日期", "Last checked";
    Sources: "出处", "Sources";
    TwoSources: "两源互证", "Two sources";
    OneSource: "单一来源", "One source";
    Facts: "史实", "Facts";
    ForPosition: "位置依据", "For the position";
    ForVisit: "参观信息", "For visiting";
    NoteNumber: "注 {0}", "Note {0}";
    YearsLine: "年份", "Years";
    NoStory: "这一处还没有成文的故事。", "There is no story of this place yet.";
    NoStoryAdvice: "图上只写查得到出处的内容。", "Only what a source proves is written here.";
    CandidateVenue: "可联系的候选场所，未见宣讲记录。", "A candidate venue one could contact; no lecture on record.";
    NamedVenue: "报道中提到的宣讲场所。", "Named in a report as a place of lectures.";
    ShowOnMap: "在图上看", "Show on the map";
    School: "学校", "School";
    University: "高校", "University";
    Community: "社区", "Community";
    Village: "村", "Village";
    Enterprise: "企业", "Enterprise";
    Barracks: "军营", "Barracks";
    Government: "机关", "Government";
    Culture: "文化场馆", "Culture";
    Hospital: "医院", "Hospital";
    EmptyTitle: "没有符合的地点", "No place fits";
    PartLoading: "正在取这一部分……", "Fetching this part…";
    PartMissing: "这一部分没有取到。网络可能断了，或者网站刚刚更新过；再试不行，请重新载入页面。", "This part could not be fetched. The network may be down, or the site has just been updated; if trying again does not help, reload the page.";
    EmptyBody: "各类地点都关掉了，打开任意一类就能看到。", "All kinds of places are switched off; switch one on to see it.";
    EmptyBundle: "这份数据包里还没有地点。", "This bundle has no places yet.";
    ShowAll: "回到全部 {0} 处", "Show all {0} places";
    OnlyKind: "只看{0}", "Only {0}";
    AlsoTry: "也可以只看", "Or only";
    WhyName: "名称", "Name";
    WhyYear: "年份", "Year";
    WhySubdistrict: "街道", "Subdistrict";
    WhyPerson: "人物", "Person";
    WhyStory: "介绍", "Story";
    WhyRead: "按拼音", "by pinyin";
    WhyInitials: "按拼音首字母", "by pinyin initials";
    WhyAlike: "同音字", "sounds the same";
    WhySlip: "差一个字母", "one letter differs";
    Loading: "正在打开地图", "Opening the map";
    LoadingBytes: "正在读取地点，已收到 {0}", "Reading places, {0} received";
    LoadingParse: "正在整理地点", "Sorting the places";
    ErrorKicker: "数据没有读出来", "The data could not be read";
    ErrorTitleBroken: "“{0}”里有一处写错了", "There is a mistake in “{0}”";
    ErrorTitleMissing: "找不到数据文件", "A data file is missing";
    ErrorTitleNetwork: "没能取到数据", "The data could not be fetched";
    ErrorTitleVersion: "数据包的版本不合", "This bundle has another version";
    ErrorLeadBroken: "改好这一处就能打开。其他内容没有受影响。", "Mend this one place and it opens. Nothing else is affected.";
    ErrorLeadMissing: "服务器上没有这个文件。请检查文件名，或稍后再试。", "The server has no such file. Check its name, or try again later.";
    ErrorLeadNetwork: "可能是网络断了，或服务器没有应答。连上以后点“重试”。", "The network may be down, or the server does not answer. Press “Try again” once it is back.";
    ErrorLeadVersion: "请把数据包升级到版本 1，或更新这张地图。", "Bring the bundle to version 1, or update this map.";
    File: "文件", "File";
    Place: "位置", "Where";
    Problem: "问题", "Problem";
    Remedy: "怎么改", "What to do";
    Line: "第 {0} 行", "line {0}";
    Field: "字段 {0}", "field {0}";
    StatusCode: "服务器回答 {0}", "The server answered {0}";
    NoAnswer: "没有应答", "No answer";
    Retry: "重试", "Try again";
    Reload: "重新载入", "Reload";
    OwnBundle: "打开本站自带的地图", "Open this site’s own map";
    CopyError: "复制错误信息", "Copy the details";
    Copied: "已复制", "Copied";
    SendError: "可把这段话发给维护人员。", "You can send this to the maintainers.";
    OfflineTitle: "现在没有网络。", "You are offline.";
    OfflineBody: "已打开的地图和地点照常可用。", "The map and places already opened keep working.";
    MissingTitle: "链接里的地点不在这份地图里：{0}。", "The place in the link is not on this map: {0}.";
    MissingBody: "它可能已改名或移除。下面是现有的全部地点。", "It may have been renamed or removed. All current places are below.";
    WarningsTitle: "数据里有 {0} 处问题，相关内容已略过。", "{0} problems in the data; what they touch was left out.";
    WarningsBody: "其余内容照常可用。", "Everything else works.";
    Details: "详情", "Details";
    ForeignTitle: "数据来自 {0}。", "The data comes from {0}.";
    ForeignBody: "不是本站自带的内容，请自行判断。", "It is not this site’s own content; judge for yourself.";
    Dismiss: "知道了", "Got it";
    BaseMissingTitle: "底图没有读出来。", "The base map could not be read.";
    BaseMissingBody: "地点照常可用，只是没有道路和边界。", "Places work as usual, without roads and boundaries.";
    Chosen: "已选中", "selected";
    Share: "分享", "Share";
    ShareTitle: "分享这个链接", "Share this link";
    ShareLink: "链接", "Link";
    ShareWholeView: "打开就是现在看到的样子。", "It opens what you see now.";
    SharePlace: "打开就是这一处的卡片。", "It opens the card of this place.";
    ShareSystem: "用手机分享", "Share with an app";
    CopyLink: "复制链接", "Copy the link";
    CopyFailed: "没能复制，请选中文字手动复制。", "Could not copy; select the text and copy it by hand.";
    QrName: "二维码：{0}", "QR code: {0}";
    QrHint: "用手机扫一扫。二维码在本机画出，没有上传。", "Scan with a phone. The code is drawn on this device; nothing is uploaded.";
    QrTooLong: "链接太长，画不成二维码。", "The link is too long for a QR code.";
    EmbedTitle: "嵌入网页", "Embed in a web page";
    EmbedCode: "嵌入代码", "Embed code";
    CopyEmbed: "复制嵌入代码", "Copy the code";
    OpenWhole: "打开完整地图", "Open the whole map";
    Navigate: "导航", "Directions";
    WayTitle: "去{0}", "To {0}";
    WayApps: "用地图应用打开", "Open in a map app";
    Amap: "高德地图", "AMap";
    Baidu: "百度地图", "Baidu Maps";
    Tencent: "腾讯地图", "Tencent Maps";
    OtherApp: "其他地图应用", "Another map app";
    InsideChat: "在微信或 QQ 里打不开地图应用。", "Map apps cannot be opened from inside WeChat or QQ.";
    InsideChatBody: "请点右上角菜单，选“在浏览器打开”，再点导航。", "Use the menu at the top right to open this page in the browser, then try again.";
    WayRough: "这一处只知大致位置（±{0} 米）。", "Only the rough position is known (±{0} m).";
    WayRoughBody: "到了附近请再问路，或按地址找。", "Ask again once you are near, or look for the address.";
    Coordinates: "坐标（经度在前）", "Coordinates (longitude first)";
    CopyThis: "复制 {0}", "Copy {0}";
    DatumWgs: "GPS、OpenStreetMap 用的坐标", "for GPS and OpenStreetMap";
    DatumGcj: "高德、腾讯用的坐标", "for AMap and Tencent";
    DatumBd: "百度用的坐标", "for Baidu";
    MyPosition: "我的位置", "My position";
    Locating: "正在定位", "Finding your position";
    AwayFromMe: "距我 {0}", "{0} from me";
    SortByMe: "离我近的在前", "Nearest to me first";
    HereName: "我的位置，误差约 {0}", "My position, within about {0}";
    HereRefused: "浏览器没有允许定位。", "The browser does not allow your position.";
    HereRefusedBody: "可在浏览器设置里为本站打开定位（需要 https）。不定位也能用，列表按地图中心排列。", "Allow it in the browser’s settings for this site (https is needed). Without it the list goes by the map’s centre.";
    HereUnavailable: "设备现在不能定位。", "The device cannot tell its position now.";
    HereUnavailableBody: "到室外或打开定位服务后再试。列表按地图中心排列。", "Try again outdoors or with location services on. The list goes by the map’s centre.";
    HereRough: "定位太粗，误差约 {0}。", "Your position is only known within {0}.";
    HereRoughBody: "图上画出了大致范围，列表仍按地图中心排列。", "The map shows the rough area; the list still goes by the map’s centre.";
    HereOutside: "你在{0}外，离最近的地点约 {1}。", "You are outside {0}, about {1} from the nearest place.";
    HereOutsideBody: "列表按离你的远近排列。位置只留在本机。", "The list goes by the distance from you. Your position stays on this device.";
    Years: "年代", "Years";
    YearFrom: "起始年份", "First year";
    YearTo: "结束年份", "Last year";
    YearEarlier: "{0}：早一年", "{0}: one year earlier";
    YearLater: "{0}：晚一年", "{0}: one year later";
    PlayYears: "逐年播放", "Play the years";
    PauseYears: "暂停", "Pause";
    YearsUndated: "没有年份的 {0} 处不在其中。", "{0} places without a year are left out.";
    HistogramName: "每五年的地点数，最多 {0} 处", "Places by five years, {0} at most";
    MoreFilters: "更多筛选", "More filters";
    FilterButton: "筛选", "Filter";
    ClearFilters: "清除筛选", "Clear the filters";
    AllOf: "{0}：全部", "{0}: all";
    OneOf: "{0}（{1}）", "{0} ({1})";
    NoneOf: "{0}（0 处）", "{0} (none)";
    FacetSubdistrict: "街道", "Subdistrict";
    FacetVisited: "去过", "Visited";
    FacetStarred: "收藏", "Favourites";
    FacetStory: "有故事", "With a story";
    FacetOpen: "现在开放", "Open now";
    FacetWheelchair: "轮椅可进", "Wheelchair access";
    OpenNote: "按北京时间和所记的开放时间算；法定节假日的安排不知道。", "By Beijing time and the recorded hours; public holidays are unknown.";
    OpenUnknown: "没有记开放时间的 {0} 处不在其中。", "{0} places without recorded hours are left out.";
    WheelchairNote: "这份数据里没有记录轮椅通行的地点。", "No place in this data has wheelchair access on record.";
    EmptyFilters: "现在的筛选：{0}。", "Filters now: {0}.";
    DropFilter: "去掉“{0}”", "Drop “{0}”";
    OrDrop: "也可以只去掉一项", "Or drop just one";
}

/// The text of a key with `{0}`, `{1}` … replaced by the arguments.
#[must_use]
pub fn fill(lang: Lang, key: Key, args: &[&str]) -> String {
    fill_in(key.text(lang), args)
}

/// A text with `{0}`, `{1}` … replaced by the arguments.
#[must_use]
pub fn fill_in(text: &str, args: &[&str]) -> String {
    let mut out = text.to_owned();
    for (i, arg) in args.iter().enumerate() {
        out = out.replace(&format!("{{{i}}}"), arg);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_holes() {
        assert_eq!(fill(Lang::Zh, Key::Total, &["50"]), "共 50 处");
        assert_eq!(fill(Lang::En, Key::PositionAbout, &["300"]), "Position ±300 m");
    }
}
