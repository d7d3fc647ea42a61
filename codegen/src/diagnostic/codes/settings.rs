//! Codes of names, extensions and filters: what overlays and the command line ask for.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "name-collision",
        title: "Two things would have the same name in Rust",
        when: "Two names of the document are the same word in Rust's spelling, for example `user-id` and `user_id`.",
        instead: "One of them gets a number.",
        advice: "Choose a name.",
        overlay: Some(
            "- target: $.components.schemas.Call.properties['user-id']\n\
\x20 update: {x-callsmith-name: dashed_user_id}",
        ),
    },
    Code {
        code: "former-name",
        title: "A new schema has the name that another one had before",
        when: "A schema was renamed, its old name is kept as a deprecated alias, and now the document has another schema of that name.",
        instead: "The alias stays, so that code which was written against it means what it meant; the new type gets another name.",
        advice: "Run `cargo xtask names prune`, which ends the aliases, when nobody writes the old name any more. Or choose a name.",
        overlay: Some(
            "- target: $.components.schemas.Contact\n\
\x20 update: {x-callsmith-name: AddressBookEntry}",
        ),
    },
    Code {
        code: "ambiguous-rename",
        title: "A schema is gone, and several new ones could be it",
        when: "The ledger of names has a type whose schema is gone, and several new schemas are equally like it.",
        instead: "The old name is dropped: an alias for the wrong type would be worse.",
        advice: "If it was renamed, give the one that it is the old name. If not, allow the warning until the next run: then the old name is forgotten.",
        overlay: Some(
            "- target: $.components.schemas.Person\n\
\x20 update: {x-callsmith-name: Contact}",
        ),
    },
    Code {
        code: "bad-name",
        title: "A name from an overlay is none that Rust would write",
        when: "`x-callsmith-name` has another case, or a character that no identifier has.",
        instead: "The nearest name that Rust allows.",
        advice: "Write the name that the message shows.",
        overlay: None,
    },
    Code {
        code: "bad-extension",
        title: "An extension has a value that it cannot have",
        when: "An `x-callsmith-` extension lacks a part or has the wrong form.",
        instead: "The extension is ignored.",
        advice: "The README lists every extension and what it takes.",
        overlay: None,
    },
    Code {
        code: "unknown-extension",
        title: "An extension of ours that does not exist",
        when: "A key begins with `x-callsmith-` and is not in the list.",
        instead: "The key is ignored.",
        advice: "The README lists every extension.",
        overlay: None,
    },
    Code {
        code: "untrusted-extension",
        title: "A document uses our extensions",
        when: "`x-callsmith-` extensions in a document are not honoured: who writes the document is not who generates the client.",
        instead: "The extension is ignored.",
        advice: "Put it into an overlay, or say `--trust-document` if the document is yours.",
        overlay: Some(
            "- target: $.components.schemas.Call\n\
\x20 update: {x-callsmith-name: PhoneCall}",
        ),
    },
    Code {
        code: "bad-safety",
        title: "`x-callsmith-safety` or what goes with it has a value that it cannot have",
        when: "`x-callsmith-safety` is neither `safe`, `idempotent` nor `unsafe`, or `x-callsmith-idempotency-key` and `x-callsmith-not-carried-out` are no header and no list of statuses.",
        instead: "The operation is taken for unsafe; the others are ignored.",
        advice: "Write it like the example.",
        overlay: Some(
            "- target: $.paths['/calls'].post\n\
\x20 update: {x-callsmith-safety: unsafe, x-callsmith-not-carried-out: [429]}",
        ),
    },
    Code {
        code: "bad-rate-limit",
        title: "`x-callsmith-rate-limit` is no limit",
        when: "It lacks `requests` or `per`, or `per` is no period that is known.",
        instead: "There is no limit.",
        advice: "Write it like the example.",
        overlay: Some(
            "- target: $\n\
\x20 update: {x-callsmith-rate-limit: {requests: 100, per: minute}}",
        ),
    },
    Code {
        code: "bad-ledger",
        title: "`names.lock` is not what was written",
        when: "A line of the file has a form it never has, or names something twice, as after a merge that went wrong.",
        instead: "Nothing is made: names could change without anybody noticing.",
        advice: "Take the file as it was committed; or delete the line, or the file, and names are made anew.",
        overlay: None,
    },
    Code {
        code: "bad-api-lock",
        title: "`api.lock` is not what was written",
        when: "A line of the file has a form it never has, as after a merge that went wrong.",
        instead: "Nothing is made: the next version could say less than the change.",
        advice: "Take the file as it was committed; or delete it, and the API as it is now counts as the one last released.",
        overlay: None,
    },
    Code {
        code: "bad-filter",
        title: "A filter is none",
        when: "A text under `include` or `exclude` of `x-callsmith-package` does not begin with `tag=`, `path=`, `id=` or `method=`.",
        instead: "Nothing is made.",
        advice: "Write it like the example.",
        overlay: Some(
            "- target: $\n\
\x20 update:\n\
\x20   x-callsmith-package:\n\
\x20     include: [tag=Calls, 'path=/v1/calls/**']\n\
\x20     exclude: ['id=*Legacy*', method=delete]",
        ),
    },
    Code {
        code: "filter-no-match",
        title: "No operation is like a filter",
        when: "A filter of `--include`, `--exclude` or `x-callsmith-package` matches nothing, often a slip of the pen or a document that has changed.",
        instead: "Nothing is made.",
        advice: "Correct or remove the filter. `*` stands for any characters; in a path for any but `/`, and `**` for all.",
        overlay: None,
    },
    Code {
        code: "nothing-selected",
        title: "The filters leave no operation",
        when: "Everything that is included is excluded again.",
        instead: "Nothing is made.",
        advice: "An operation is wanted when any filter of `include` matches it and none of `exclude` does.",
        overlay: None,
    },
];
