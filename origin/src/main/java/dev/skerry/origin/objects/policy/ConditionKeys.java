package dev.skerry.origin.objects.policy;

/** All condition keys: a closed list, those of AWS and those of S3. */
final class ConditionKeys {
  private static final ConditionKeyTable TABLE = new ConditionKeyTable();

  static {
    new GlobalKeys(TABLE).add();
    new ServiceKeys(TABLE).add();
  }

  private ConditionKeys() {}

  /**
   * The key of a name.
   *
   * @throws PolicyException for a name that is none's
   */
  static ConditionKey named(String text) {
    ConditionKey key = TABLE.find(text);
    if (key == null) {
      throw PolicyException.malformedPolicy("Policy has an invalid condition key");
    }
    return key;
  }
}
