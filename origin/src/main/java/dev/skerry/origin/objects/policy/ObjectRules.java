package dev.skerry.origin.objects.policy;

/**
 * What an object, or one version of it, says about who may do what. Its owner is {@link
 * Acl#owner()}. Of an upload in parts it is the list that the object will have.
 */
public record ObjectRules(Acl acl) {
  /** The canonical id of the object's owner. */
  public String owner() {
    return acl.owner();
  }
}
