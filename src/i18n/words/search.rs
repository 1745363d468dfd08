//! The search: field, hits, and stories and events of the years.

messages! {
    SearchKey;
    Name: "搜索", "Search";
    Hint: "搜地名、人物、年份，可用拼音", "Places, people, years";
    Clear: "清除搜索", "Clear search";
    Hits: "搜索结果", "Search results";
    Count: "找到 {0} 条，可按上下键选择", "{0} found; choose with the arrow keys";
    None: "没有找到", "Nothing found";
    DidYouMean: "没有找到。你是不是要找", "Nothing found. Did you mean";
    Else: "换个字、拼音或年份试试。", "Try another word, pinyin or a year.";
    ShowAll: "在列表和地图上看全部 {0} 处", "Show all {0} in list and map";
    Silent: "拼音表没有读到。", "The pinyin table did not load.";
    SilentWhat: "现在只能按汉字和英文找。", "Only characters and English are found now.";
    Story: "故事", "Story";
    Event: "大事", "Event";
    Told: "故事与大事", "Stories and events";
    From: "出处：{0}", "Source: {0}";
    NoneTitle: "没有找到“{0}”", "“{0}” was not found";
    NoPlaceTitle: "没有找到叫“{0}”的地点", "No place is called “{0}”";
    Only: "图上只收{0}及相邻的地点。", "The map holds places in and near {0} only.";
    OnlyHere: "图上没有这个地点。", "The map does not hold it.";
    ToldBelow: "下面的故事和大事里提到了它。", "The stories and events below speak of it.";
    Filtered: "有 {0} 处相符，但被“{1}”筛选挡住了。", "{0} match, but the filter {1} hides them.";
    FilteredBy: "已按“{0}”筛选。", "Filtered by {0}. ";
    ClearFilters: "清除筛选，再找一次", "Clear filters and look again";
    MayBe: "你是不是要找", "Did you mean";
    OrTry: "也可以试试", "Or try";
}
