//! The names by which pages are known. Each is written without what joins its words.

/// Query parameters with the number of a page.
pub(super) const PAGE: &[&str] = &["page", "pagenumber", "pagenum", "pageno", "currentpage"];

/// Query parameters with the number of items to pass over.
pub(super) const OFFSET: &[&str] = &["offset", "pageoffset", "skip", "startat"];

/// Query parameters with the number of items of a page. One of them must stand beside an offset.
pub(super) const LIMIT: &[&str] = &[
    "limit",
    "pagelimit",
    "take",
    "top",
    "count",
    "size",
    "pagesize",
    "perpage",
    "maxresults",
];

/// Query parameters that take a cursor, and what the answer calls it, the likeliest first.
pub(super) const CURSORS: &[(&[&str], &[&str])] = &[
    (
        &["cursor", "pagecursor", "nextcursor"],
        &[
            "nextcursor",
            "cursornext",
            "nextpagecursor",
            "endcursor",
            "nextpage",
            "next",
        ],
    ),
    (
        &["pagetoken", "nextpagetoken", "nexttoken", "paginationtoken"],
        &["nextpagetoken", "nexttoken", "nextpage", "next"],
    ),
    (
        &["after", "pageafter", "startingafter", "startafter"],
        &["nextcursor", "after", "endcursor", "lastid", "next"],
    ),
    (
        &["continuationtoken"],
        &["continuationtoken", "nextcontinuationtoken"],
    ),
    (&["marker"], &["nextmarker"]),
];

/// What the answer calls the address of the next page, whatever the parameters are.
pub(super) const ADDRESSES: &[&str] = &[
    "nextpageurl",
    "nextpageuri",
    "nextpagelink",
    "nexturl",
    "nexturi",
    "nextlink",
    "odatanextlink",
];

/// Objects in which `next` is an address.
pub(super) const LINKS: &[&str] = &["links", "link"];

/// Answers of a page by number that name the number of the next one.
pub(super) const NEXT_PAGE: &[&str] = &["nextpage", "nextpagenumber"];

/// Query parameters that take the identifier of the last item, as Stripe's do.
pub(super) const AFTER_ITEM: &[&str] = &["startingafter"];

/// Whether there are more.
pub(super) const MORE: &[&str] = &["hasmore", "hasnextpage", "hasnext", "more", "moreresults"];

/// How many items there are on all pages. Not `count`, which may be that of one page.
pub(super) const TOTAL: &[&str] = &[
    "total",
    "totalcount",
    "totalitems",
    "totalresults",
    "totalrecords",
    "totalelements",
    "totalentries",
];

/// How many pages there are.
pub(super) const LAST: &[&str] = &[
    "totalpages",
    "pages",
    "pagecount",
    "totalpagecount",
    "lastpage",
    "numpages",
];

/// What the list is called where it is not the only one.
pub(super) const ITEMS: &[&str] = &["data", "items", "results", "records"];

/// Words in the description of a page number that begins with 0.
pub(super) const FROM_ZERO: &[&str] = &[
    "zero-based",
    "zero based",
    "0-based",
    "0 based",
    "zero-indexed",
    "0-indexed",
    "zero indexed",
    "starts at 0",
    "starting at 0",
    "starts from 0",
    "starting from 0",
    "starts with 0",
    "begins with 0",
    "first page is 0",
];

/// Words in the description of a page number that begins with 1.
pub(super) const FROM_ONE: &[&str] = &[
    "one-based",
    "one based",
    "1-based",
    "1 based",
    "one-indexed",
    "1-indexed",
    "starts at 1",
    "starting at 1",
    "starts from 1",
    "starting from 1",
    "starts with 1",
    "begins with 1",
    "first page is 1",
    "the first is 1",
];

/// Small letters and digits only: `page[number]`, `page_number`, `pageNumber` and `$pageNumber` are one word.
pub(super) fn normal(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether `text` has one of these words.
pub(super) fn mentions(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| text.contains(word))
}
