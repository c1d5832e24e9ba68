// DOMException (Web IDL §2.8.1).
(function (web) {
  'use strict';

  const CODES = [
    'IndexSizeError', 'DOMStringSizeError', 'HierarchyRequestError', 'WrongDocumentError', 'InvalidCharacterError',
    'NoDataAllowedError', 'NoModificationAllowedError', 'NotFoundError', 'NotSupportedError', 'InUseAttributeError',
    'InvalidStateError', 'SyntaxError', 'InvalidModificationError', 'NamespaceError', 'InvalidAccessError',
    'ValidationError', 'TypeMismatchError', 'SecurityError', 'NetworkError', 'AbortError', 'URLMismatchError',
    'QuotaExceededError', 'TimeoutError', 'InvalidNodeTypeError', 'DataCloneError',
  ];
  // Those whose constants are not their names in capitals.
  const CONSTANTS = {
    IndexSizeError: 'INDEX_SIZE_ERR', DOMStringSizeError: 'DOMSTRING_SIZE_ERR', InUseAttributeError: 'INUSE_ATTRIBUTE_ERR',
    URLMismatchError: 'URL_MISMATCH_ERR', NoDataAllowedError: 'NO_DATA_ALLOWED_ERR',
  };
  const WITHOUT_CODE = ['DOMStringSizeError', 'NoDataAllowedError', 'ValidationError'];

  class DOMException {
    #message;
    #name;

    constructor(message = '', name = 'Error') {
      this.#message = `${message}`;
      this.#name = `${name}`;
      const { stack } = new Error(this.#message);
      Object.defineProperty(this, 'stack', { value: stack, writable: true, configurable: true });
    }

    get name() { return this.#name; }
    get message() { return this.#message; }
    get code() { return WITHOUT_CODE.includes(this.#name) ? 0 : CODES.indexOf(this.#name) + 1; }
  }

  Object.setPrototypeOf(DOMException.prototype, Error.prototype);
  web.expose(DOMException);
  for (const [i, name] of CODES.entries()) {
    const constant = CONSTANTS[name]
      || `${name.replace(/Error$/, '').replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}_ERR`;
    for (const of of [DOMException, DOMException.prototype]) {
      Object.defineProperty(of, constant, { value: i + 1, enumerable: true });
    }
  }

  class QuotaExceededError extends DOMException {
    constructor(message = '') {
      super(message, 'QuotaExceededError');
    }
  }
  web.expose(QuotaExceededError);
  return { classes: { DOMException, QuotaExceededError } };
})
