package dev.skerry.origin.objects.policy;

/**
 * The account that owns a bucket.
 *
 * @param accountId 12 digits
 * @param canonicalId 64 hexadecimal digits
 */
public record Owner(String accountId, String canonicalId) {}
