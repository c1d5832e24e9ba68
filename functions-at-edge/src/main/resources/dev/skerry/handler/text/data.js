// Tables, buckets and limits as handlers of both shapes are given them: of a table what DynamoDB's document client takes
// and gives, of a bucket and of a limit what Workers find. DataText.java is the other side of the texts.
(function (ask, octets) {
  'use strict';

  function failure(code, message) {
    const error = new Error(message);
    error.name = code;
    error.code = code;
    return error;
  }

  function refusal(json) {
    let told = {};
    try {
      told = JSON.parse(json);
    } catch (e) {
      // Not of the origin: what is between has refused it.
    }
    const code = `${told.__type ?? 'OriginUnavailable'}`;
    return failure(code.slice(code.indexOf('#') + 1), told.message ?? told.Message ?? code);
  }

  // What comes behind the first line of an answer; `ask` gives its text, or a promise of that.
  async function asked(binding, operation, key, body) {
    if (ask === undefined) throw failure('NoOrigin', 'tables and buckets are not there for handlers of this kind');
    const given = ask(binding, operation, key, body);
    const text = typeof given === 'string' ? given : await given;
    const end = text.indexOf('\n');
    const rest = text.slice(end + 1);
    switch (text.slice(0, end)) {
      case 'refused': throw refusal(rest);
      case 'failed': {
        const at = rest.indexOf('\n');
        throw failure(rest.slice(0, at), rest.slice(at + 1));
      }
      default: return rest;
    }
  }

  function put(object, name, value) {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  }

  // ---- values of items

  // A number that is not the same as a double: its digits.
  class NumberValue {
    constructor(value) {
      this.value = `${value}`;
      if (significant(this.value) === null) throw new TypeError(`${this.value} is no number`);
      Object.freeze(this);
    }

    toString() { return this.value; }
    toJSON() { return this.value; }
  }

  // Digits without zeros at either end, and the power of ten behind them: equal for equal numbers.
  function significant(text) {
    const parts = /^([+-]?)([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]{1,4}))?$/.exec(text);
    if (parts === null || parts[2] + parts[3] === '') return null;
    const all = (parts[2] + parts[3]).replace(/^0+/, '');
    const digits = all.replace(/0+$/, '');
    if (digits === '') return '0';
    const power = Number(parts[4] ?? 0) - parts[3].length + all.length - digits.length;
    return `${parts[1] === '-' ? '-' : ''}${digits}e${power}`;
  }

  function numberOf(text) {
    const number = Number(text);
    const isExact = Number.isSafeInteger(number) || !Number.isInteger(number);
    return isExact && significant(String(number)) === significant(text) ? number : new NumberValue(text);
  }

  function numberText(value, where) {
    if (value instanceof NumberValue) return value.value;
    if (typeof value === 'bigint') return `${value}`;
    if (!Number.isFinite(value)) throw new RangeError(`${where} is ${value}, which no item can have`);
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      throw new RangeError(`${where} is ${value}, which a number cannot say exactly: use number() of the table`);
    }
    return `${value}`;
  }

  const isNumber = (value) => typeof value === 'number' || typeof value === 'bigint' || value instanceof NumberValue;
  const isOctets = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);

  function plain(value) {
    const prototype = Object.getPrototypeOf(value);
    return prototype === null || prototype === Object.prototype;
  }

  function attribute(value, where) {
    if (value === null) return { NULL: true };
    if (typeof value === 'string') return { S: value };
    if (typeof value === 'boolean') return { BOOL: value };
    if (isNumber(value)) return { N: numberText(value, where) };
    if (value === undefined) throw new TypeError(`${where} is undefined: leave it out, or say null`);
    if (typeof value !== 'object') throw new TypeError(`${where} is a ${typeof value}, which no item can have`);
    if (isOctets(value)) return { B: octets.toBase64(value) };
    if (value instanceof Set) return setOf([...value], where);
    if (Array.isArray(value)) return { L: value.map((each, i) => attribute(each, `${where}[${i}]`)) };
    if (value instanceof Map) return { M: attributes([...value], where) };
    if (!plain(value)) throw new TypeError(`${where} is neither a plain object nor a value that items have`);
    return { M: attributes(Object.entries(value), where) };
  }

  function setOf(members, where) {
    if (members.length === 0) throw new TypeError(`${where} is an empty set, which no item can have`);
    if (members.every((each) => typeof each === 'string')) return { SS: members };
    if (members.every(isNumber)) return { NS: members.map((each) => numberText(each, where)) };
    if (members.every(isOctets)) return { BS: members.map(octets.toBase64) };
    throw new TypeError(`${where} is a set of neither strings, numbers nor octets alone`);
  }

  function attributes(entries, where) {
    const all = {};
    for (const [name, value] of entries) put(all, name, attribute(value, where === '' ? name : `${where}.${name}`));
    return all;
  }

  function value(of) {
    const [[type, given]] = Object.entries(of);
    switch (type) {
      case 'S': case 'BOOL': return given;
      case 'NULL': return null;
      case 'N': return numberOf(given);
      case 'B': return octets.fromBase64(given);
      case 'L': return given.map(value);
      case 'M': return values(given);
      case 'SS': return new Set(given);
      case 'NS': return new Set(given.map(numberOf));
      case 'BS': return new Set(given.map(octets.fromBase64));
      default: throw new TypeError(`there is no type ${type} of attributes`);
    }
  }

  function values(all) {
    const object = {};
    for (const [name, each] of Object.entries(all)) put(object, name, value(each));
    return object;
  }

  // ---- tables

  const OPERATIONS = { get: 'GetItem', put: 'PutItem', update: 'UpdateItem', delete: 'DeleteItem', query: 'Query' };
  const ITEMS_IN = ['Key', 'Item', 'ExpressionAttributeValues', 'ExclusiveStartKey'];
  const ITEMS_OUT = ['Item', 'Attributes', 'LastEvaluatedKey'];
  const FORMER = ['AttributeUpdates', 'Expected', 'KeyConditions', 'QueryFilter', 'ScanFilter'];

  function input(params, table) {
    if (typeof params !== 'object' || params === null) throw new TypeError('expected an object with what is asked, as {Key: {…}}');
    const { TableName, ...rest } = params;
    if (TableName !== undefined && TableName !== table) throw new TypeError(`the table that is bound is ${table}, not ${TableName}`);
    for (const name of FORMER) if (rest[name] !== undefined) throw new TypeError(`${name} is not supported: use an expression`);
    for (const name of ITEMS_IN) {
      if (rest[name] === undefined) continue;
      if (typeof rest[name] !== 'object' || rest[name] === null) throw new TypeError(`${name} is no object`);
      rest[name] = attributes(Object.entries(rest[name]), name);
    }
    return JSON.stringify(rest);
  }

  function output(json) {
    const answer = JSON.parse(json);
    for (const name of ITEMS_OUT) if (answer[name] !== undefined) answer[name] = values(answer[name]);
    if (answer.Items !== undefined) answer.Items = answer.Items.map(values);
    return answer;
  }

  function table(binding, name) {
    const face = { number: (digits) => new NumberValue(digits) };
    for (const method of Object.keys(OPERATIONS)) {
      face[method] = async (params) => output(await asked(binding, OPERATIONS[method], '', input(params, name)));
    }
    return Object.freeze(face);
  }

  // ---- buckets

  // What is said of an object's content, and the field of each.
  const HTTP = {
    contentType: 'content-type', contentLanguage: 'content-language', contentDisposition: 'content-disposition',
    contentEncoding: 'content-encoding', cacheControl: 'cache-control',
  };
  const META = 'x-amz-meta-';

  const notThere = (e) => e.code === 'NoSuchKey';

  function keyText(key) {
    if (typeof key !== 'string' || key === '') throw new TypeError('a key is a string of one character or more');
    return key;
  }

  // An object of its fields and of its content, which comes behind them.
  function object(key, text, withContent) {
    let at = text.indexOf('\n');
    const fields = {};
    const customMetadata = {};
    for (let left = +text.slice(0, at); left > 0; left--) {
      const middle = text.indexOf('\n', at + 1);
      const end = text.indexOf('\n', middle + 1);
      const name = text.slice(at + 1, middle);
      if (name.startsWith(META)) put(customMetadata, name.slice(META.length), text.slice(middle + 1, end));
      else fields[name] = text.slice(middle + 1, end);
      at = end;
    }
    const httpMetadata = {};
    for (const [name, field] of Object.entries(HTTP)) if (fields[field] !== undefined) httpMetadata[name] = fields[field];
    const made = {
      key, size: withContent ? text.length - at - 1 : +(fields['content-length'] ?? 0), httpEtag: fields.etag, etag: fields.etag?.replaceAll('"', ''),
      uploaded: fields['last-modified'] === undefined ? undefined : new Date(fields['last-modified']),
      httpMetadata, customMetadata,
    };
    if (withContent) {
      const bytes = () => octets.fromBinary(text.slice(at + 1));
      made.text = async () => octets.toText(text.slice(at + 1));
      made.json = async () => JSON.parse(octets.toText(text.slice(at + 1)));
      made.bytes = async () => bytes();
      made.arrayBuffer = async () => bytes().slice().buffer;
    }
    return made;
  }

  function fieldLine(value, what) {
    const string = `${value}`;
    if (/[\r\n]/.test(string)) throw new TypeError(`${what} has a line break`);
    return string;
  }

  function putBody(content, options = {}) {
    const lines = [];
    for (const [name, each] of Object.entries(options.httpMetadata ?? {})) {
      if (!Object.hasOwn(HTTP, name)) throw new TypeError(`httpMetadata has no ${name}; it has ${Object.keys(HTTP).join(', ')}`);
      lines.push(HTTP[name], fieldLine(each, name));
    }
    for (const [name, each] of Object.entries(options.customMetadata ?? {})) {
      if (!/^[A-Za-z0-9_-]+$/.test(name)) throw new TypeError(`customMetadata has a name of other characters: ${name}`);
      lines.push(META + name.toLowerCase(), fieldLine(each, name));
    }
    if (typeof content !== 'string' && !isOctets(content)) throw new TypeError('the content is neither a string nor octets');
    return [lines.length / 2, ...lines, octets.toBinary(content)].join('\n');
  }

  function listBody({ prefix = '', limit = 1000, cursor } = {}) {
    if (typeof prefix !== 'string') throw new TypeError('a prefix is a string');
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new RangeError('limit is a whole number, 1 to 1000');
    return JSON.stringify({ prefix, limit, cursor });
  }

  function listed(json) {
    const page = JSON.parse(json);
    for (const each of page.objects) {
      each.httpEtag = `"${each.etag}"`;
      each.uploaded = new Date(each.uploaded);
    }
    return page;
  }

  async function found(binding, operation, key) {
    try {
      return object(key, await asked(binding, operation, keyText(key), ''), operation === 'GET');
    } catch (e) {
      if (notThere(e)) return null;
      throw e;
    }
  }

  function bucket(binding) {
    return Object.freeze({
      get: (key) => found(binding, 'GET', key),
      head: (key) => found(binding, 'HEAD', key),
      put: async (key, content, options) => object(key, await asked(binding, 'PUT', keyText(key), putBody(content, options)), false),
      delete: async (key) => { await asked(binding, 'DELETE', keyText(key), ''); },
      list: async (options) => listed(await asked(binding, 'LIST', '', listBody(options))),
    });
  }

  // ---- limits

  function limiter(binding) {
    return Object.freeze({
      async limit(options) {
        const key = options?.key;
        if (typeof key !== 'string') throw new TypeError('limit() takes {key}, which is a string');
        return { success: await asked(binding, 'LIMIT', key, '') === 'within' };
      },
    });
  }

  return { table, bucket, limiter };
})
