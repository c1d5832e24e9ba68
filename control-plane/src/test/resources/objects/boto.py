# Every operation of objects that clients use daily, through boto3. Ends with an error where one is
# not as the S3 API reference says.
import boto3, botocore, os, io, hashlib, threading, urllib.request, urllib.error, sys
from botocore.client import Config
from botocore.exceptions import ClientError
from boto3.s3.transfer import TransferConfig
URL=sys.argv[1]
s=boto3.client('s3',endpoint_url=URL,config=Config(signature_version='s3v4',max_pool_connections=64))
def err(f,code,status=None):
    try: f()
    except ClientError as e:
        c=e.response['Error']['Code']; st=e.response['ResponseMetadata']['HTTPStatusCode']
        assert c==code and (not status or st==status),('expected',code,status,'got',c,st,str(e))
        return
    raise AssertionError('no error, expected '+code)
def check(ok,what):
    assert ok,what
b='py-bucket'
s.create_bucket(Bucket=b); s.create_bucket(Bucket=b)
err(lambda:s.head_object(Bucket=b,Key='no'),'404',404)
err(lambda:s.get_object(Bucket=b,Key='no'),'NoSuchKey',404)
err(lambda:s.list_objects_v2(Bucket='nononono'),'NoSuchBucket',404)
keys=['a//b','..','a/../b','ü/é ☃','%2F','a+b c','<&>"\'','x'*1024,'trailing/','/lead']
for k in keys:
    s.put_object(Bucket=b,Key=k,Body=k.encode(),Metadata={'m':'v'},ContentType='text/x-y',CacheControl='max-age=3')
    r=s.get_object(Bucket=b,Key=k); check(r['Body'].read()==k.encode() and r['ContentType']=='text/x-y' and r['Metadata']=={'m':'v'} and r['CacheControl']=='max-age=3','key '+k)
got=[o['Key'] for o in s.list_objects_v2(Bucket=b)['Contents']]
check(sorted(got)==sorted(keys),('list',got))
got=[o['Key'] for o in s.list_objects(Bucket=b)['Contents']]
check(sorted(got)==sorted(keys),('list1',got))
err(lambda:s.put_object(Bucket=b,Key='y'*1025,Body=b''),'KeyTooLongError',400)
big=os.urandom(300000)
for alg in ['CRC32','CRC32C','CRC64NVME','SHA1','SHA256']:
    try:
        s.put_object(Bucket=b,Key='sum-'+alg,Body=io.BytesIO(big),ChecksumAlgorithm=alg)
        r=s.get_object(Bucket=b,Key='sum-'+alg,ChecksumMode='ENABLED'); check(r['Body'].read()==big,'sum '+alg); 
        check(r.get('Checksum'+alg) is not None,('no checksum',alg,r['ResponseMetadata']))
    except botocore.exceptions.MissingDependencyException: pass
r=s.get_object(Bucket=b,Key='sum-SHA1',Range='bytes=100-199'); check(r['Body'].read()==big[100:200] and r['ContentRange']=='bytes 100-199/300000','range')
r=s.get_object(Bucket=b,Key='sum-SHA1',Range='bytes=-5'); check(r['Body'].read()==big[-5:],'suffix')
err(lambda:s.get_object(Bucket=b,Key='sum-SHA1',Range='bytes=300000-'),'InvalidRange',416)
e=s.head_object(Bucket=b,Key='sum-SHA1')['ETag']; check(e=='"%s"'%hashlib.md5(big).hexdigest(),'etag')
err(lambda:s.get_object(Bucket=b,Key='sum-SHA1',IfNoneMatch=e),'304',304)
err(lambda:s.get_object(Bucket=b,Key='sum-SHA1',IfMatch='"x"'),'PreconditionFailed',412)
err(lambda:s.put_object(Bucket=b,Key='sum-SHA1',Body=b'',IfNoneMatch='*'),'PreconditionFailed',412)
err(lambda:s.put_object(Bucket=b,Key='sum-SHA1',Body=b'x',ContentMD5='AAAA'),'InvalidDigest',400)
err(lambda:s.put_object(Bucket=b,Key='sum-SHA1',Body=b'x',ContentMD5='1B2M2Y8AsgTpgAmY7PhCfg=='),'BadDigest',400)
err(lambda:s.put_object(Bucket=b,Key='sum-SHA1',Body=b'x',ChecksumCRC32='AAAAAA=='),'BadDigest',400)
# multipart
data=os.urandom(12<<20)
for alg,typ in [(None,None),('CRC32','COMPOSITE'),('CRC32','FULL_OBJECT'),('SHA256','COMPOSITE')]:
    kw={'ChecksumAlgorithm':alg,'ChecksumType':typ} if alg else {}
    u=s.create_multipart_upload(Bucket=b,Key='mp',**kw)['UploadId']
    ps=[]
    for i in range(3):
        p=s.upload_part(Bucket=b,Key='mp',UploadId=u,PartNumber=i+1,Body=data[i*(5<<20):(i+1)*(5<<20)],**({'ChecksumAlgorithm':alg} if alg else {}))
        d={'ETag':p['ETag'],'PartNumber':i+1}
        if alg: d['Checksum'+alg]=p['Checksum'+alg]
        ps.append(d)
    check(len(s.list_parts(Bucket=b,Key='mp',UploadId=u)['Parts'])==3,'list parts')
    check(len(s.list_multipart_uploads(Bucket=b)['Uploads'])==1,'list uploads')
    r=s.complete_multipart_upload(Bucket=b,Key='mp',UploadId=u,MultipartUpload={'Parts':ps})
    check(r['ETag'].endswith('-3"'),'mp etag')
    g=s.get_object(Bucket=b,Key='mp',ChecksumMode='ENABLED'); check(g['Body'].read()==data,'mp data')
    g=s.get_object(Bucket=b,Key='mp',PartNumber=2); check(g['Body'].read()==data[5<<20:10<<20] and g['PartsCount']==3,'part 2')
    g=s.get_object(Bucket=b,Key='mp',Range='bytes=%d-%d'%((5<<20)-10,(5<<20)+9)); check(g['Body'].read()==data[(5<<20)-10:(5<<20)+10],'cross')
a=s.get_object_attributes(Bucket=b,Key='mp',ObjectAttributes=['ETag','Checksum','ObjectParts','StorageClass','ObjectSize']); check(a['ObjectSize']==12<<20 and a['ObjectParts']['TotalPartsCount']==3,a)
err(lambda:s.upload_part(Bucket=b,Key='mp',UploadId='no',PartNumber=1,Body=b''),'NoSuchUpload',404)
# copy
s.copy_object(Bucket=b,Key='cp',CopySource={'Bucket':b,'Key':'mp'}); check(s.get_object(Bucket=b,Key='cp')['Body'].read()==data,'copy')
s.copy_object(Bucket=b,Key='cp2',CopySource={'Bucket':b,'Key':'ü/é ☃'},MetadataDirective='REPLACE',Metadata={'n':'u'}); check(s.head_object(Bucket=b,Key='cp2')['Metadata'] in ({'n':'u'},{'n':'=?UTF-8?B?w7w=?='}),s.head_object(Bucket=b,Key='cp2')['Metadata'])
err(lambda:s.copy_object(Bucket=b,Key='cp',CopySource={'Bucket':b,'Key':'cp'}),'InvalidRequest',400)
u=s.create_multipart_upload(Bucket=b,Key='pc')['UploadId']
p1=s.upload_part_copy(Bucket=b,Key='pc',UploadId=u,PartNumber=1,CopySource={'Bucket':b,'Key':'mp'},CopySourceRange='bytes=0-%d'%((6<<20)-1))['CopyPartResult']
p2=s.upload_part_copy(Bucket=b,Key='pc',UploadId=u,PartNumber=2,CopySource={'Bucket':b,'Key':'mp'},CopySourceRange='bytes=%d-%d'%(6<<20,(12<<20)-1))['CopyPartResult']
s.complete_multipart_upload(Bucket=b,Key='pc',UploadId=u,MultipartUpload={'Parts':[{'PartNumber':1,'ETag':p1['ETag']},{'PartNumber':2,'ETag':p2['ETag']}]})
check(s.get_object(Bucket=b,Key='pc')['Body'].read()==data,'part copy')
# signatures of version 2, as boto3 makes URLs and forms where nobody tells it otherwise
t=boto3.client('s3',endpoint_url=URL,config=Config(signature_version='s3'))
t.put_object(Bucket=b,Key='version 2/ü+',Body=b'two',Metadata={'m':'v'}); check(t.get_object(Bucket=b,Key='version 2/ü+')['Body'].read()==b'two','version 2')
check([o['Key'] for o in t.list_objects_v2(Bucket=b,Prefix='version 2')['Contents']]==['version 2/ü+'],'list of version 2')
u=t.generate_presigned_url('put_object',Params={'Bucket':b,'Key':'two','Metadata':{'m':'w'},'ContentType':'text/x-y'}); urllib.request.urlopen(urllib.request.Request(u,data=b'url',method='PUT',headers={'Content-Type':'text/x-y'}))
r=s.head_object(Bucket=b,Key='two'); check(r['Metadata']=={'m':'w'} and r['ContentType']=='text/x-y',r)
u=t.generate_presigned_url('get_object',Params={'Bucket':b,'Key':'two','ResponseContentType':'a/b'}); r=urllib.request.urlopen(u); check(r.read()==b'url' and r.headers['content-type']=='a/b','url of version 2')
try: urllib.request.urlopen(u.replace('a%2Fb','c%2Fd')); check(False,'a changed url')
except urllib.error.HTTPError as e: check(e.code==403,e.code)
f=t.generate_presigned_post(b,'form-${filename}'); parts=''.join('--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'%x for x in f['fields'].items())
urllib.request.urlopen(urllib.request.Request(f['url'],data=(parts+'--x\r\nContent-Disposition: form-data; name="file"; filename="n"\r\n\r\nform\r\n--x--\r\n').encode(),headers={'Content-Type':'multipart/form-data; boundary=x'}))
check(s.get_object(Bucket=b,Key='form-n')['Body'].read()==b'form','form of version 2')
# presigned
import http.client
u=s.generate_presigned_url('put_object',Params={'Bucket':b,'Key':'untold'}); h=http.client.HTTPConnection(u.split('/')[2]); h.putrequest('PUT','/'+u.split('/',3)[3]); h.endheaders(); check(h.getresponse().status==411,'a write without a length')
u=s.generate_presigned_url('put_object',Params={'Bucket':b,'Key':'pre signed'}); rq=urllib.request.Request(u,data=b'presigned!',method='PUT'); urllib.request.urlopen(rq)
u=s.generate_presigned_url('get_object',Params={'Bucket':b,'Key':'pre signed','ResponseContentType':'x/y'}); r=urllib.request.urlopen(u); check(r.read()==b'presigned!' and r.headers['content-type']=='x/y','presigned')
# forms
def post(fields,name,content,url):
    e=b'--BoUnD'; d=b''
    for k,v in fields.items(): d+=e+b'\r\nContent-Disposition: form-data; name="'+k.encode()+b'"\r\n\r\n'+v.encode()+b'\r\n'
    d+=e+b'\r\nContent-Disposition: form-data; name="file"; filename="'+name.encode()+b'"\r\nContent-Type: text/z\r\n\r\n'+content+b'\r\n'+e+b'--\r\n'
    try: return urllib.request.urlopen(urllib.request.Request(url,data=d,headers={'content-type':'multipart/form-data; boundary=BoUnD'})).status
    except urllib.error.HTTPError as x: return x.read().decode()
p=s.generate_presigned_post(b,'form/${filename}',Fields={'x-amz-meta-a':'ü','success_action_status':'201'},Conditions=[{'x-amz-meta-a':'ü'},{'success_action_status':'201'},['starts-with','$key','form/'],['content-length-range',2,100000]])
check(post(p['fields'],'ä b.txt',b'form\r\n--BoUn',p['url'])==201,'form')
g=s.get_object(Bucket=b,Key='form/ä b.txt'); check(g['Body'].read()==b'form\r\n--BoUn' and g['ContentType']=='text/z',g)
check(post(p['fields'],'big',os.urandom(90000),p['url'])==201,'long form')
check('EntityTooSmall' in post(p['fields'],'x',b'1',p['url']),'small form')
check('EntityTooLarge' in post(p['fields'],'x',b'1'*100001,p['url']),'large form')
check('AccessDenied' in post(dict(p['fields'],extra='1'),'x',b'12',p['url']),'extra field')
check('SignatureDoesNotMatch' in post(dict(p['fields'],**{'x-amz-signature':'0'*64}),'x',b'12',p['url']),'form signature')
check('AccessDenied' in post({'key':'x'},'x',b'12',p['url']),'anonymous form')
# versions
v='py-versions'; s.create_bucket(Bucket=v); s.put_bucket_versioning(Bucket=v,VersioningConfiguration={'Status':'Enabled'})
v1=s.put_object(Bucket=v,Key='k',Body=b'1')['VersionId']; v2=s.put_object(Bucket=v,Key='k',Body=b'2')['VersionId']
d=s.delete_object(Bucket=v,Key='k'); check(d['DeleteMarker'],'marker')
err(lambda:s.get_object(Bucket=v,Key='k'),'NoSuchKey',404)
check(s.get_object(Bucket=v,Key='k',VersionId=v1)['Body'].read()==b'1','v1')
err(lambda:s.get_object(Bucket=v,Key='k',VersionId=d['VersionId']),'MethodNotAllowed',405)
l=s.list_object_versions(Bucket=v); check(len(l['Versions'])==2 and len(l['DeleteMarkers'])==1,l)
s.delete_object(Bucket=v,Key='k',VersionId=d['VersionId']); check(s.get_object(Bucket=v,Key='k')['Body'].read()==b'2','restored')
s.copy_object(Bucket=v,Key='k',CopySource={'Bucket':v,'Key':'k','VersionId':v1}); check(s.get_object(Bucket=v,Key='k')['Body'].read()==b'1','restore v1')
r=s.delete_objects(Bucket=v,Delete={'Objects':[{'Key':o['Key'],'VersionId':o['VersionId']} for o in s.list_object_versions(Bucket=v)['Versions']]}); check(len(r['Deleted'])==3,r)
s.delete_bucket(Bucket=v)
# tagging
s.put_object_tagging(Bucket=b,Key='cp',Tagging={'TagSet':[{'Key':'a','Value':'b'}]}); check(s.get_object_tagging(Bucket=b,Key='cp')['TagSet']==[{'Key':'a','Value':'b'}],'tags')
s.delete_object_tagging(Bucket=b,Key='cp')
s.put_bucket_tagging(Bucket=b,Tagging={'TagSet':[{'Key':'a','Value':'b'}]}); check(s.get_bucket_tagging(Bucket=b)['TagSet']==[{'Key':'a','Value':'b'}],'btags'); s.delete_bucket_tagging(Bucket=b); err(lambda:s.get_bucket_tagging(Bucket=b),'NoSuchTagSet',404)
# encryption
s.put_object(Bucket=b,Key='enc',Body=big,ServerSideEncryption='AES256'); g=s.get_object(Bucket=b,Key='enc'); check(g['Body'].read()==big and g['ServerSideEncryption']=='AES256','enc')
ck=os.urandom(32); s.put_object(Bucket=b,Key='ssec',Body=big,SSECustomerKey=ck,SSECustomerAlgorithm='AES256'); g=s.get_object(Bucket=b,Key='ssec',SSECustomerKey=ck,SSECustomerAlgorithm='AES256',Range='bytes=70000-140000'); check(g['Body'].read()==big[70000:140001],'ssec'); err(lambda:s.get_object(Bucket=b,Key='ssec'),'InvalidRequest',400)
r=s.put_object(Bucket=b,Key='kms',Body=big,ServerSideEncryption='aws:kms',SSEKMSKeyId='testing'); check(r['SSEKMSKeyId']=='testing' and r['ServerSideEncryption']=='aws:kms',r)
r=s.get_object(Bucket=b,Key='kms'); check(r['Body'].read()==big and r['SSEKMSKeyId']=='testing',r)
check(s.get_object(Bucket=b,Key='kms',Range='bytes=70000-70009')['Body'].read()==big[70000:70010],'range under a named key')
s.copy_object(Bucket=b,Key='kms2',CopySource={'Bucket':b,'Key':'kms'},ServerSideEncryption='aws:kms'); r=s.get_object(Bucket=b,Key='kms2'); check(r['Body'].read()==big and r['SSEKMSKeyId'].endswith(':alias/aws/s3'),r)
err(lambda:s.put_object(Bucket=b,Key='kms',Body=b'',ServerSideEncryption='aws:kms',SSEKMSKeyId='no'),'KMS.NotFoundException',400)
err(lambda:s.put_object(Bucket=b,Key='kms',Body=b'',ServerSideEncryption='aws:kms:dsse'),'NotImplemented',501)
# lists
for i in range(25): s.put_object(Bucket=b,Key='l/%d/%d'%(i%5,i),Body=b'')
r=s.list_objects_v2(Bucket=b,Prefix='l/',Delimiter='/',MaxKeys=2); check([p['Prefix'] for p in r['CommonPrefixes']]==['l/0/','l/1/'] and r['IsTruncated'],r)
n=sum(len(p.get('Contents',[])) for p in s.get_paginator('list_objects_v2').paginate(Bucket=b,Prefix='l/',PaginationConfig={'PageSize':7})); check(n==25,n)
n=sum(len(p.get('Contents',[])) for p in s.get_paginator('list_objects').paginate(Bucket=b,Prefix='l/',PaginationConfig={'PageSize':7})); check(n==25,('v1',n))
# race
wins=[]
def w(i):
    try: s.put_object(Bucket=b,Key='race',Body=b'%d'%i,IfNoneMatch='*'); wins.append(i)
    except ClientError as e:
        if e.response['Error']['Code'] not in('PreconditionFailed','ConditionalRequestConflict'): raise
ts=[threading.Thread(target=w,args=(i,)) for i in range(32)]; [t.start() for t in ts]; [t.join() for t in ts]
check(len(wins)==1 and s.get_object(Bucket=b,Key='race')['Body'].read()==b'%d'%wins[0],wins)
err(lambda:s.get_bucket_accelerate_configuration(Bucket='no-such-bucket'),'NoSuchBucket',404)
err(lambda:s.delete_bucket(Bucket=b),'BucketNotEmpty',409)
un=boto3.client('s3',endpoint_url=URL,config=Config(signature_version=botocore.UNSIGNED)); err(lambda:un.get_object(Bucket=b,Key='cp'),'AccessDenied',403); err(lambda:un.put_object(Bucket=b,Key='cp',Body=b''),'AccessDenied',403)
bad=boto3.client('s3',endpoint_url=URL,aws_access_key_id='AKIAAAAAAAAAAAAAAAAA',aws_secret_access_key='x'); err(lambda:bad.list_buckets(),'InvalidAccessKeyId',403)
# access
import json
me=s.list_buckets()['Owner']['ID']
s.put_object_acl(Bucket=b,Key='cp',ACL='public-read'); check(un.get_object(Bucket=b,Key='cp')['Body'].read()==data,'public read')
g=s.get_object_acl(Bucket=b,Key='cp'); check(g['Owner']['ID']==me and {(x['Grantee']['Type'],x['Permission']) for x in g['Grants']}=={('CanonicalUser','FULL_CONTROL'),('Group','READ')},g)
s.put_object_acl(Bucket=b,Key='cp',AccessControlPolicy={'Owner':g['Owner'],'Grants':[x for x in g['Grants'] if x['Permission']=='FULL_CONTROL']}); err(lambda:un.get_object(Bucket=b,Key='cp'),'AccessDenied',403)
err(lambda:s.put_object_acl(Bucket=b,Key='cp',ACL='nonsense'),'InvalidArgument',400)
err(lambda:un.list_objects_v2(Bucket=b),'AccessDenied',403); s.put_bucket_acl(Bucket=b,ACL='public-read'); un.list_objects_v2(Bucket=b); err(lambda:un.get_object(Bucket=b,Key='no'),'NoSuchKey',404)
check(len(s.get_bucket_acl(Bucket=b)['Grants'])==2,'bucket acl'); s.put_bucket_acl(Bucket=b,ACL='private')
err(lambda:s.get_bucket_policy(Bucket=b),'NoSuchBucketPolicy',404)
allow=json.dumps({'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::%s/cp*'%b}]})
s.put_bucket_policy(Bucket=b,Policy=allow); check(s.get_bucket_policy(Bucket=b)['Policy']==allow and s.get_bucket_policy_status(Bucket=b)['PolicyStatus']['IsPublic'],'policy')
un.get_object(Bucket=b,Key='cp'); err(lambda:un.get_object(Bucket=b,Key='enc'),'AccessDenied',403); err(lambda:un.put_object(Bucket=b,Key='cp',Body=b''),'AccessDenied',403)
s.put_public_access_block(Bucket=b,PublicAccessBlockConfiguration={'RestrictPublicBuckets':True,'BlockPublicPolicy':True}); err(lambda:un.get_object(Bucket=b,Key='cp'),'AccessDenied',403); err(lambda:s.put_bucket_policy(Bucket=b,Policy=allow),'AccessDenied',403)
check(s.get_public_access_block(Bucket=b)['PublicAccessBlockConfiguration']=={'BlockPublicAcls':False,'IgnorePublicAcls':False,'BlockPublicPolicy':True,'RestrictPublicBuckets':True},'block'); s.delete_public_access_block(Bucket=b); un.get_object(Bucket=b,Key='cp')
s.delete_bucket_policy(Bucket=b); err(lambda:un.get_object(Bucket=b,Key='cp'),'AccessDenied',403); err(lambda:s.put_bucket_policy(Bucket=b,Policy='{'),'MalformedPolicy',400)
s.put_bucket_ownership_controls(Bucket=b,OwnershipControls={'Rules':[{'ObjectOwnership':'BucketOwnerEnforced'}]}); err(lambda:s.put_object(Bucket=b,Key='cp',Body=b'',ACL='public-read'),'AccessControlListNotSupported',400); check(s.get_bucket_ownership_controls(Bucket=b)['OwnershipControls']['Rules']==[{'ObjectOwnership':'BucketOwnerEnforced'}],'ownership'); s.delete_bucket_ownership_controls(Bucket=b)
check(s.list_objects_v2(Bucket=b,FetchOwner=True,MaxKeys=1)['Contents'][0]['Owner']['ID']==me,'owner')
for p in s.get_paginator('list_objects_v2').paginate(Bucket=b): s.delete_objects(Bucket=b,Delete={'Objects':[{'Key':o['Key']} for o in p['Contents']],'Quiet':True})
s.delete_bucket(Bucket=b)

