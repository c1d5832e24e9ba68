package dev.skerry.origin.access.account;

import java.time.Instant;

/**
 * Who owns tables and buckets and asks for them.
 *
 * @param id 12 digits
 * @param canonicalId 64 hexadecimal digits: the owner's name in access control lists of objects
 * @param name unique
 * @param email unique, whatever the case of its letters
 * @param displayName how the owner is shown
 * @param createdAt to the millisecond
 */
public record Account(
    String id,
    String canonicalId,
    String name,
    String email,
    String displayName,
    Instant createdAt) {}
