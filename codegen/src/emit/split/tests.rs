use super::*;

const LENGTH: Length = Length { most: 3, fewest: 2 };

/// What is filed under `paths`, as `module: items`.
fn filed(paths: &[&str]) -> Vec<String> {
    let items: Vec<Labels> = paths
        .iter()
        .map(|path| growing(path.split_whitespace().map(str::to_owned)).collect())
        .collect();
    let parts = parts(&items, LENGTH).expect("a list that is too long");
    parts
        .iter()
        .map(|part| format!("{}: {:?}", part.module, part.items))
        .collect()
}

#[test]
fn a_short_list_is_one_file() {
    assert!(parts(&vec![vec!["a".to_owned()]; 3], LENGTH).is_none());
}

#[test]
fn a_long_list_is_divided_at_its_first_label() {
    assert_eq!(
        filed(&["b x", "a", "b y", "c"]),
        ["a: [1]", "b: [0, 2]", "c: [3]"]
    );
}

#[test]
fn a_long_part_is_divided_further_and_rare_labels_stay() {
    assert_eq!(
        filed(&["b x", "b x y", "b z", "b", "a"]),
        ["a: [4]", "b: [2, 3]", "b_x: [0, 1]"]
    );
}

#[test]
fn many_rare_labels_are_told_apart_by_their_letters() {
    assert_eq!(
        filed(&["b max", "b mix", "b mild", "b old", "b", "a"]),
        ["a: [5]", "b: [4]", "b_m: [0, 1, 2]", "b_o: [3]"]
    );
}

/// What belongs to other parts stays where it is.
#[test]
fn additions_move_nothing_elsewhere() {
    let few = ["a x", "a y", "b x", "b x"];
    let more = [&few[..], &["c"; 9][..], &["a z"]].concat();
    let before = filed(&few);
    for part in filed(&more).iter().filter(|part| part.starts_with("b")) {
        assert!(before.contains(part), "{part}");
    }
}

#[test]
fn nothing_is_lost() {
    let endless = ["same same same same"; 9];
    assert_eq!(filed(&endless).len(), 1);
    assert_eq!(
        filed(&["", "", "a", "b"]),
        ["a: [2]", "b: [3]", "other: [0, 1]"]
    );
    // Labels that make the same name share a file.
    assert_eq!(filed(&["a-b", "a_b", "c", "d"])[0], "a_b: [0, 1]");
}
