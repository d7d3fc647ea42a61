//! Do the four clients speak HTTP rightly?
//!
//! Every operation of every crate goes through one examination ([`operation`]): what it sends, what it makes of a
//! success, of each documented failure, of everything that is not documented, of redirects, silence and broken
//! connections, and what it shows when it is printed. What only one provider has stands in that provider's file.
//! An operation without an examination fails `every_operation_is_examined`.

#[path = "e2e/cald.rs"]
mod cald;
#[path = "e2e/checked.rs"]
mod checked;
#[path = "e2e/clients.rs"]
mod clients;
#[path = "e2e/documented.rs"]
mod documented;
#[path = "e2e/error_codes.rs"]
mod error_codes;
#[path = "e2e/events.rs"]
mod events;
#[path = "e2e/examples.rs"]
mod examples;
#[path = "e2e/in_memory.rs"]
mod in_memory;
#[path = "e2e/klen.rs"]
mod klen;
#[path = "e2e/klen_contacts.rs"]
mod klen_contacts;
#[path = "e2e/klen_options.rs"]
mod klen_options;
#[path = "e2e/mock.rs"]
mod mock;
#[path = "e2e/opencx.rs"]
mod opencx;
#[path = "e2e/opencx_conversations.rs"]
mod opencx_conversations;
#[path = "e2e/opencx_models.rs"]
mod opencx_models;
#[path = "e2e/operation.rs"]
mod operation;
#[path = "e2e/operation_answers.rs"]
mod operation_answers;
#[path = "e2e/operation_repeats.rs"]
mod operation_repeats;
#[path = "e2e/operation_requests.rs"]
mod operation_requests;
#[path = "e2e/pages.rs"]
mod pages;
#[path = "e2e/private.rs"]
mod private;
#[path = "e2e/tamper.rs"]
mod tamper;
#[path = "e2e/tokens.rs"]
mod tokens;
#[path = "e2e/verbex.rs"]
mod verbex;
#[path = "e2e/verbex_agents.rs"]
mod verbex_agents;
#[path = "e2e/verbex_calls.rs"]
mod verbex_calls;
#[path = "e2e/verbex_models.rs"]
mod verbex_models;
#[path = "e2e/verbex_webhooks.rs"]
mod verbex_webhooks;
