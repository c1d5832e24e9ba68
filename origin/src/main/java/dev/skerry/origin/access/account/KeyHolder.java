package dev.skerry.origin.access.account;

/** An access key and the account that holds it, as they were at one moment. */
public record KeyHolder(AccessKey key, Account account) {}
