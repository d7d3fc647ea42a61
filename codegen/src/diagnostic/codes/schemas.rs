//! Codes of schemas and the types made of them.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "ref-siblings",
        title: "A keyword beside a `$ref` does not count",
        when: "In OpenAPI 3.0 a `$ref` replaces everything beside it.",
        instead: "The keyword is ignored.",
        advice: "Put the reference and the keywords into an `allOf`, or say `openapi: 3.1.0`.",
        overlay: None,
    },
    Code {
        code: "unknown-type",
        title: "A schema has a type that JSON does not have",
        when: "`type` is something else than `object`, `array`, `string`, `integer`, `number`, `boolean` or `null`.",
        instead: "The type is ignored; what the other keywords say counts.",
        advice: "Correct the type.",
        overlay: Some(
            "- target: $.components.schemas.Call.properties.count\n\
\x20 update: {type: integer}",
        ),
    },
    Code {
        code: "ref-misplaced",
        title: "A `$ref` leads to something of another kind",
        when: "For example to a response where a schema belongs.",
        instead: "A schema is left untyped; anything else is left out.",
        advice: "Refer to something of the kind that belongs there.",
        overlay: None,
    },
    Code {
        code: "untyped-schema",
        title: "A schema says nothing that can be typed",
        when: "No Rust type covers the values that the schema allows, or its alternatives contradict each other.",
        instead: "The value is plain JSON, which can be read and written all the same.",
        advice: "Say more in an overlay, or say that JSON is meant.",
        overlay: Some(
            "- target: $.components.schemas.Anything\n\
\x20 update: {x-callsmith-type: json}",
        ),
    },
    Code {
        code: "open-values",
        title: "An enum is no Rust enum",
        when: "The values of `enum` or `const` are numbers that are not whole, or of several JSON types.",
        instead: "Any value of the type is taken.",
        advice: "Nothing needs to be done: more is accepted than the document says.",
        overlay: None,
    },
    Code {
        code: "tuple-as-list",
        title: "A list has too many elements with a type each",
        when: "The schema has more than twelve `prefixItems`. Up to twelve are a tuple.",
        instead: "The list takes any of the elements' types at any place.",
        advice: "Nothing needs to be done: more is accepted than the document says.",
        overlay: None,
    },
    Code {
        code: "keyword-ignored",
        title: "A keyword restricts values and is not checked",
        when: "For example `if`, `not`, `dependentSchemas` or `propertyNames`: no Rust type says what they say.",
        instead: "Values are taken that the document does not allow; the server may refuse them.",
        advice: "Nothing needs to be done.",
        overlay: None,
    },
    Code {
        code: "required-without-property",
        title: "A required name is no property",
        when: "`required` names something that `properties` does not have.",
        instead: "Nobody is asked for it; when it comes it is kept behind `extra()`.",
        advice: "Correct the name, or describe the property.",
        overlay: Some(
            "- target: $.components.schemas.Call.properties\n\
\x20 update:\n\
\x20   state: {type: string}",
        ),
    },
    Code {
        code: "too-many-combinations",
        title: "Schemas that hold together are too many, or lead back to themselves",
        when: "Members of `allOf`, `oneOf` and `anyOf` would have to be multiplied out without end.",
        instead: "The value is plain JSON; of `allOf`s in circles, the members that are too many are left out.",
        advice: "Write the combinations that are meant as schemas of their own.",
        overlay: None,
    },
    Code {
        code: "too-many-types",
        title: "The types of a document multiply beyond measure",
        when: "Inline schemas stand inside each other so that there would be more types than anybody can mean.",
        instead: "This schema and those after it are plain JSON.",
        advice: "Give the schemas that repeat a name under `components`.",
        overlay: None,
    },
    Code {
        code: "discriminator-mapping",
        title: "A discriminator's mapping names no member",
        when: "An entry of `mapping` leads to a schema that is not among the alternatives.",
        instead: "The entry is ignored: its value is one that is not known.",
        advice: "Correct the entry, or add the schema to the `oneOf`.",
        overlay: None,
    },
    Code {
        code: "all-of-conflict",
        title: "Members of an `allOf` contradict each other",
        when: "Two members say of a value what cannot hold together, for example that it is a text and a number.",
        instead: "The nearest description counts.",
        advice: "Make one description of it in an overlay.",
        overlay: None,
    },
    Code {
        code: "union-same-shape",
        title: "Values of a union cannot be told apart",
        when: "Two members of a `oneOf` or `anyOf` have the same JSON type and nothing that tells them apart: no tag, no constant, no properties.",
        instead: "The member that explains most of the value is taken, the first of several that explain the same. Nothing is lost: \
                  what is read is written back.",
        advice: "Declare a discriminator, or make a property with a constant required in each member.",
        overlay: Some(
            "- target: $.components.schemas.Event\n\
\x20 update:\n\
\x20   discriminator: {propertyName: type}",
        ),
    },
    Code {
        code: "discriminator-ignored",
        title: "A discriminator does not tell the members of a union apart",
        when: "The members are not all objects, or two of them have the same value, or the property is not in them.",
        instead: "The union is told apart by the shapes of its members.",
        advice: "Give each member a value of its own, or remove the discriminator.",
        overlay: None,
    },
    Code {
        code: "union-beside-properties",
        title: "An object has properties and alternatives with further ones",
        when: "A schema has `properties` as well as a `oneOf` or `anyOf` of objects.",
        instead: "The properties are fields; those of the alternatives are kept behind `extra()`.",
        advice: "Move the shared properties into each alternative where you need them typed.",
        overlay: None,
    },
    Code {
        code: "recursive-alias",
        title: "A schema contains nothing but itself",
        when: "A chain of references, lists or unions comes back to where it began without an object in between.",
        instead: "The inner value is plain JSON; a union loses itself as a member.",
        advice: "Correct the reference.",
        overlay: None,
    },
    Code {
        code: "endless-type",
        title: "A schema requires a value of its own type",
        when: "A required property leads back to the schema around it by required properties only: no value ends.",
        instead: "The property may be missing.",
        advice: "Take the property out of `required`, or let it be null.",
        overlay: Some(
            "- target: $.components.schemas.Node.required[?@ == 'parent']\n\
\x20 remove: true",
        ),
    },
    Code {
        code: "pattern-not-checked",
        title: "A pattern is not checked before sending",
        when: "A `pattern` is to be checked, but looks around or refers back, names Unicode properties, or is written in \
               another dialect than ECMA-262.",
        instead: "Values are sent without this check; the others stay.",
        advice: "Write the pattern otherwise, or switch the check off where it stands.",
        overlay: Some(
            "- target: $.components.schemas.User.properties.password\n\
\x20 update: {x-callsmith-check: false}",
        ),
    },
];
