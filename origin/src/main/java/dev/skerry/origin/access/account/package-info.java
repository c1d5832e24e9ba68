/**
 * Accounts and their access keys, kept in the engine, and the files beside it: the master key that
 * keeps secrets secret, and the first account's credentials for its owner.
 *
 * <pre>
 * access/account/ID             name, e-mail, canonical id, display name, when it was made
 * access/name/NAME              the account's id; so names are not given twice
 * access/email/EMAIL            the account's id, under the e-mail in lower case
 * access/canonical/CANONICAL    the account's id
 * access/key/KEY                the account's id, status, when it was made, the sealed secret
 * access/keys/ID/KEY            nothing: which keys an account has
 * </pre>
 *
 * <p>This package uses the engine's interface and nothing else of Skerry.
 */
@NullMarked
package dev.skerry.origin.access.account;

import org.jspecify.annotations.NullMarked;
