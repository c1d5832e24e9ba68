"""What programs do with boto3; each function that takes tables is a test: boto3_scenarios.py URL FUNCTION"""
import gzip
import sys
import uuid
import zlib
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from boto3.dynamodb.types import Binary
from botocore.config import Config
from botocore.exceptions import ClientError


def new_table(tables, **more):
    table = tables.create_table(
        TableName=f'boto3-{uuid.uuid4()}', BillingMode='PAY_PER_REQUEST',
        AttributeDefinitions=[{'AttributeName': 'id', 'AttributeType': 'S'}, {'AttributeName': 'n', 'AttributeType': 'N'}],
        KeySchema=[{'AttributeName': 'id', 'KeyType': 'HASH'}, {'AttributeName': 'n', 'KeyType': 'RANGE'}], **more)
    table.wait_until_exists()
    return table


def refused(call):
    try:
        call()
    except ClientError as e:
        return e
    raise AssertionError('nothing was refused')


def values_of_every_type_come_back(tables):
    table = new_table(tables)
    item = {'id': 'a', 'n': Decimal('12345678901234567890123456789012345678'), 'text': '', 'yes': True, 'none': None,
            'bytes': Binary(b'\0\xff'), 'nothing': Binary(b''), 'list': [Decimal('-0.5'), 'x', [], {}], 'map': {'a': {'b': 'ö ☃'}},
            'strings': {'a', 'b'}, 'numbers': {Decimal(1), Decimal('2.5')}, 'binaries': {Binary(b'1'), Binary(b'2')}}
    table.put_item(Item=item)
    assert table.get_item(Key={'id': 'a', 'n': item['n']}, ConsistentRead=True)['Item'] == item


def conditions_are_built_from_python(tables):
    table = new_table(tables)
    with table.batch_writer(overwrite_by_pkeys=['id', 'n']) as batch:
        for n in range(60):
            batch.put_item(Item={'id': 'a', 'n': n, 'odd': n % 2 == 1, 'tags': {f't{n}'}, 'map': {'deep': n}})
        batch.delete_item(Key={'id': 'a', 'n': 59})
    found = table.query(KeyConditionExpression=Key('id').eq('a') & Key('n').between(10, 19), FilterExpression=Attr('odd').eq(True), ScanIndexForward=False)
    assert [item['n'] for item in found['Items']] == [19, 17, 15, 13, 11], found
    for condition, count in [(Attr('tags').contains('t5'), 1), (Attr('map.deep').is_in([3, 4]), 2), (~Attr('n').gte(2), 2), (Attr('none').exists(), 0),
                             (Attr('tags').size().eq(1) & (Attr('n').lt(1) | Attr('n').gt(57)), 2), (Attr('map').attribute_type('M'), 59)]:
        assert table.scan(FilterExpression=condition)['Count'] == count, condition.get_expression()


def pages_are_followed(tables):
    table = new_table(tables)
    with table.batch_writer() as batch:
        for n in range(30):
            batch.put_item(Item={'id': 'a', 'n': n, 'fill': 'x' * 50_000})
    paginator = tables.meta.client.get_paginator('query')
    pages = list(paginator.paginate(TableName=table.name, KeyConditionExpression=Key('id').eq('a')))
    assert [item['n'] for page in pages for item in page['Items']] == list(range(30))
    assert len(pages) == 2
    few = tables.meta.client.get_paginator('scan').paginate(TableName=table.name, PaginationConfig={'PageSize': 4})
    assert sum(page['Count'] for page in few) == 30
    names = [name for page in tables.meta.client.get_paginator('list_tables').paginate(PaginationConfig={'PageSize': 2}) for name in page['TableNames']]
    assert table.name in names and len(names) == len(set(names))


def refusals_have_codes_reasons_and_request_ids(tables):
    table = new_table(tables)
    client = tables.meta.client
    table.put_item(Item={'id': 'a', 'n': 1})
    e = refused(lambda: table.put_item(Item={'id': 'a', 'n': 1}, ConditionExpression=Attr('id').not_exists(), ReturnValuesOnConditionCheckFailure='ALL_OLD'))
    assert isinstance(e, client.exceptions.ConditionalCheckFailedException)
    assert e.response['Item'] == {'id': {'S': 'a'}, 'n': {'N': '1'}}, e.response
    assert len(e.response['ResponseMetadata']['RequestId']) == 52
    e = refused(lambda: client.transact_write_items(TransactItems=[
        {'Put': {'TableName': table.name, 'Item': {'id': 'b', 'n': 1}}},
        {'Delete': {'TableName': table.name, 'Key': {'id': 'a', 'n': 1}, 'ConditionExpression': 'n > :n', 'ExpressionAttributeValues': {':n': 1}}}]))
    assert isinstance(e, client.exceptions.TransactionCanceledException)
    assert [reason['Code'] for reason in e.response['CancellationReasons']] == ['None', 'ConditionalCheckFailed'], e.response
    e = refused(lambda: table.get_item(Key={'id': 'a'}))
    assert e.response['Error'] == {'Code': 'ValidationException', 'Message': 'The provided key element does not match the schema'}, e.response


def requests_may_come_compressed(tables):
    table = new_table(tables)
    client = tables.meta.client

    def compress(request, **_):
        request.data = gzip.compress(request.data)
        request.headers['Content-Encoding'] = 'gzip'
    client.meta.events.register('before-sign.dynamodb.PutItem', compress)
    table.put_item(Item={'id': 'a', 'n': 1, 'text': 'x' * 50_000})
    assert len(table.get_item(Key={'id': 'a', 'n': 1})['Item']['text']) == 50_000


def answers_come_compressed_to_who_asks(tables):
    table = new_table(tables)
    client = tables.meta.client
    table.put_item(Item={'id': 'a', 'n': 1, 'text': 'x' * 50_000})
    codings = []

    def ask(request, **_):
        request.headers['Accept-Encoding'] = 'gzip'

    # Botocore has the checksum checked of the octets as they came, and then reads no coding by itself.
    def expand(response_dict, **_):
        codings.append(response_dict['headers'].get('Content-Encoding'))
        assert int(response_dict['headers']['x-amz-crc32']) == zlib.crc32(response_dict['body'])
        if codings[-1] == 'gzip':
            response_dict['body'] = gzip.decompress(response_dict['body'])
    client.meta.events.register('before-sign.dynamodb.GetItem', ask)
    client.meta.events.register('before-parse.dynamodb.GetItem', expand)
    assert len(table.get_item(Key={'id': 'a', 'n': 1})['Item']['text']) == 50_000
    assert 'Item' not in table.get_item(Key={'id': 'b', 'n': 1})
    assert codings == ['gzip', None], codings


def streams_tell_what_happened(tables):
    table = new_table(tables, StreamSpecification={'StreamEnabled': True, 'StreamViewType': 'NEW_IMAGE'})
    table.put_item(Item={'id': 'a', 'n': 1})
    table.delete_item(Key={'id': 'a', 'n': 1})
    streams = boto3.client('dynamodbstreams', endpoint_url=sys.argv[1], region_name='us-east-1')
    shards = streams.describe_stream(StreamArn=table.latest_stream_arn)['StreamDescription']['Shards']
    records = []
    for shard in shards:
        iterator = streams.get_shard_iterator(StreamArn=table.latest_stream_arn, ShardId=shard['ShardId'], ShardIteratorType='TRIM_HORIZON')
        records += streams.get_records(ShardIterator=iterator['ShardIterator'])['Records']
    assert [(record['eventName'], 'NewImage' in record['dynamodb']) for record in records] == [('INSERT', True), ('REMOVE', False)], records


if __name__ == '__main__':
    globals()[sys.argv[2]](boto3.resource('dynamodb', endpoint_url=sys.argv[1], region_name='us-east-1', config=Config(retries={'mode': 'standard'})))
