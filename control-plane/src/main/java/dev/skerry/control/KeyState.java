package dev.skerry.control;

/**
 * What has become of an access key, as the admin API tells it.
 *
 * @param state {@code active}, {@code disabled} or {@code removed}
 */
record KeyState(String accountId, String accessKeyId, String state) {}
