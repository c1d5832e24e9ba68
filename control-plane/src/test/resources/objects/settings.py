# What buckets are set to, through boto3 and plain requests. Ends with an error where something is
# not as the S3 API reference says.
import boto3, sys, urllib.request, urllib.error, time
from botocore.client import Config
from botocore.exceptions import ClientError
URL=sys.argv[1]
s=boto3.client('s3',endpoint_url=URL,config=Config(signature_version='s3v4'))
def err(f,code,status):
    try: f()
    except ClientError as e:
        c=e.response['Error']['Code']; st=e.response['ResponseMetadata']['HTTPStatusCode']
        assert c==code and st==status,('expected',code,status,'got',c,st,str(e))
        return e.response
    raise AssertionError('no error, expected '+code)
def check(ok,what):
    assert ok,what
def plain(method,path,**fields):
    r=urllib.request.Request(URL+path,method=method,headers={k.replace('_','-'):v for k,v in fields.items()})
    try:
        with urllib.request.urlopen(r) as a: return a.status,a.headers,a.read()
    except urllib.error.HTTPError as e: return e.code,e.headers,e.read()
b='py-settings'
s.create_bucket(Bucket=b)
# cors
err(lambda:s.get_bucket_cors(Bucket=b),'NoSuchCORSConfiguration',404)
st,h,d=plain('OPTIONS','/%s/k'%b,Origin='https://a.example',Access_Control_Request_Method='PUT')
check(st==403 and b'<Code>AccessForbidden</Code>' in d and b'CORS is not enabled for this bucket' in d,(st,d))
rules=[{'ID':'one','AllowedOrigins':['https://*.example'],'AllowedMethods':['GET','PUT'],'AllowedHeaders':['x-amz-*'],'ExposeHeaders':['ETag'],'MaxAgeSeconds':30},{'AllowedOrigins':['*'],'AllowedMethods':['HEAD']}]
s.put_bucket_cors(Bucket=b,CORSConfiguration={'CORSRules':rules})
check(s.get_bucket_cors(Bucket=b)['CORSRules']==rules,s.get_bucket_cors(Bucket=b))
err(lambda:s.put_bucket_cors(Bucket=b,CORSConfiguration={'CORSRules':[{'AllowedOrigins':['*'],'AllowedMethods':['PATCH']}]}),'InvalidRequest',400)
err(lambda:s.put_bucket_cors(Bucket=b,CORSConfiguration={'CORSRules':[]}),'MalformedXML',400)
st,h,d=plain('OPTIONS','/%s/k'%b,Origin='https://a.example',Access_Control_Request_Method='PUT',Access_Control_Request_Headers='X-Amz-Meta-A, x-amz-date')
check(st==200 and d==b'' and h['Access-Control-Allow-Origin']=='https://a.example' and h['Access-Control-Allow-Methods']=='GET, PUT' and h['Access-Control-Allow-Headers']=='x-amz-meta-a, x-amz-date' and h['Access-Control-Expose-Headers']=='ETag' and h['Access-Control-Max-Age']=='30' and h['Access-Control-Allow-Credentials']=='true' and h['Vary']=='Origin, Access-Control-Request-Headers, Access-Control-Request-Method',(st,dict(h)))
st,h,d=plain('OPTIONS','/%s'%b,Origin='http://x',Access_Control_Request_Method='HEAD')
check(st==200 and h['Access-Control-Allow-Origin']=='*' and h['Access-Control-Allow-Credentials'] is None,(st,dict(h)))
st,h,d=plain('OPTIONS','/%s/k'%b,Origin='https://a.example',Access_Control_Request_Method='DELETE')
check(st==403 and b'This CORS request is not allowed.' in d and b'<ResourceType>OBJECT</ResourceType>' in d,(st,d))
st,h,d=plain('OPTIONS','/%s/k'%b,Origin='https://a.example',Access_Control_Request_Method='PUT',Access_Control_Request_Headers='content-type'); check(st==403,st)
st,h,d=plain('OPTIONS','/%s/k'%b,Access_Control_Request_Method='PUT'); check(st==400 and b'BadRequest' in d,(st,d))
st,h,d=plain('OPTIONS','/%s/k'%b,Origin='https://a.example'); check(st==400 and b'Invalid Access-Control-Request-Method' in d,(st,d))
st,h,d=plain('GET','/%s/k'%b,Origin='https://a.example'); check(st==403 and h['Access-Control-Allow-Origin']=='https://a.example',(st,dict(h)))
st,h,d=plain('GET','/%s/k'%b,Origin='http://other'); check(st==403 and h['Access-Control-Allow-Origin'] is None,(st,dict(h)))
s.put_object(Bucket=b,Key='k',Body=b'page')
u=s.generate_presigned_url('get_object',Params={'Bucket':b,'Key':'k'})
st,h,d=plain('OPTIONS',u[len(URL):] if u.startswith(URL) else u[u.index('/',8):],Origin='https://a.example',Access_Control_Request_Method='GET'); check(st==200,(st,d))
st,h,d=plain('GET',u[len(URL):] if u.startswith(URL) else u[u.index('/',8):],Origin='https://a.example'); check(st==200 and d==b'page' and h['Access-Control-Allow-Origin']=='https://a.example',(st,dict(h)))
s.delete_bucket_cors(Bucket=b); s.delete_bucket_cors(Bucket=b); err(lambda:s.get_bucket_cors(Bucket=b),'NoSuchCORSConfiguration',404)
# lifecycle
err(lambda:s.get_bucket_lifecycle_configuration(Bucket=b),'NoSuchLifecycleConfiguration',404)
rules=[{'ID':'r 1','Status':'Enabled','Filter':{'Prefix':'old/'},'Expiration':{'Days':5},'NoncurrentVersionExpiration':{'NoncurrentDays':3,'NewerNoncurrentVersions':2}},
 {'ID':'r2','Status':'Disabled','Filter':{'And':{'Prefix':'','Tags':[{'Key':'a','Value':'b'}]}},'Expiration':{'Days':1}},
 {'ID':'r3','Status':'Enabled','Prefix':'up/','AbortIncompleteMultipartUpload':{'DaysAfterInitiation':2}}]
s.put_bucket_lifecycle_configuration(Bucket=b,LifecycleConfiguration={'Rules':rules})
check(s.get_bucket_lifecycle_configuration(Bucket=b)['Rules']==rules,s.get_bucket_lifecycle_configuration(Bucket=b))
r=s.put_object(Bucket=b,Key='old/1',Body=b''); check('rule-id="r%201"' in r['Expiration'] and 'expiry-date="' in r['Expiration'] and ' 00:00:00 GMT"' in r['Expiration'],r)
e=r['Expiration']; check(s.head_object(Bucket=b,Key='old/1')['Expiration']==e and s.get_object(Bucket=b,Key='old/1')['Expiration']==e,e)
check('Expiration' not in s.put_object(Bucket=b,Key='new',Body=b''),'unexpected expiration')
check(s.copy_object(Bucket=b,Key='old/2',CopySource={'Bucket':b,'Key':'new'})['Expiration']==e,'copy')
s.put_bucket_lifecycle_configuration(Bucket=b,LifecycleConfiguration={'Rules':[{'Status':'Enabled','Filter':{},'Expiration':{'Days':1}}]})
check(len(s.get_bucket_lifecycle_configuration(Bucket=b)['Rules'][0]['ID'])>0,'no id')
rules=[{'ID':'m','Status':'Enabled','Filter':{'Prefix':''},'Transitions':[{'Days':30,'StorageClass':'STANDARD_IA'},{'Days':60,'StorageClass':'GLACIER'}],'NoncurrentVersionTransitions':[{'NoncurrentDays':1,'StorageClass':'DEEP_ARCHIVE'}]}]
r=s.put_bucket_lifecycle_configuration(Bucket=b,TransitionDefaultMinimumObjectSize='varies_by_storage_class',LifecycleConfiguration={'Rules':rules}); check(r['TransitionDefaultMinimumObjectSize']=='varies_by_storage_class',r)
r=s.get_bucket_lifecycle_configuration(Bucket=b); check(r['Rules']==rules and r['TransitionDefaultMinimumObjectSize']=='varies_by_storage_class',r)
err(lambda:s.put_bucket_lifecycle_configuration(Bucket=b,LifecycleConfiguration={'Rules':[{'Status':'Enabled','Filter':{},'Transitions':[{'Days':1,'StorageClass':'STANDARD_IA'}]}]}),'InvalidArgument',400)
# archives
s.put_object(Bucket=b,Key='cold',Body=b'ice',StorageClass='GLACIER')
err(lambda:s.get_object(Bucket=b,Key='cold'),'InvalidObjectState',403)
check(s.head_object(Bucket=b,Key='cold')['StorageClass']=='GLACIER','class')
check(s.restore_object(Bucket=b,Key='cold',RestoreRequest={'Days':1,'GlacierJobParameters':{'Tier':'Expedited'}})['ResponseMetadata']['HTTPStatusCode']==202,'restore')
check(s.get_object(Bucket=b,Key='cold')['Body'].read()==b'ice' and 'ongoing-request="false"' in s.head_object(Bucket=b,Key='cold')['Restore'],'restored')
r=s.list_objects_v2(Bucket=b,Prefix='cold',OptionalObjectAttributes=['RestoreStatus'])['Contents'][0]; check(r['StorageClass']=='GLACIER' and r['RestoreStatus']['IsRestoreInProgress'] is False,r)
check(s.restore_object(Bucket=b,Key='cold',RestoreRequest={'Days':2})['ResponseMetadata']['HTTPStatusCode']==200,'again')
s.delete_object(Bucket=b,Key='cold')
err(lambda:s.put_bucket_lifecycle_configuration(Bucket=b,LifecycleConfiguration={'Rules':[{'Status':'Enabled','Filter':{},'Expiration':{'Days':0}}]}),'InvalidArgument',400)
# carried out behind the calls, once a date is over
s.put_bucket_lifecycle_configuration(Bucket=b,LifecycleConfiguration={'Rules':[{'ID':'past','Status':'Enabled','Filter':{'Prefix':'old/'},'Expiration':{'Date':'2020-01-01T00:00:00Z'}}]})
check('rule-id="past"' in s.head_object(Bucket=b,Key='old/1')['Expiration'],'past')
s.delete_bucket_lifecycle(Bucket=b); err(lambda:s.get_bucket_lifecycle_configuration(Bucket=b),'NoSuchLifecycleConfiguration',404)
# encryption
err(lambda:s.get_bucket_encryption(Bucket=b),'ServerSideEncryptionConfigurationNotFoundError',404)
def sse(**rule): return {'Rules':[{'ApplyServerSideEncryptionByDefault':rule}]}
s.put_bucket_encryption(Bucket=b,ServerSideEncryptionConfiguration=sse(SSEAlgorithm='aws:kms',KMSMasterKeyID='testing'))
r=s.get_bucket_encryption(Bucket=b)['ServerSideEncryptionConfiguration']['Rules'][0]['ApplyServerSideEncryptionByDefault']; check(r=={'SSEAlgorithm':'aws:kms','KMSMasterKeyID':'testing'},r)
check(s.put_object(Bucket=b,Key='kms',Body=b'x')['SSEKMSKeyId']=='testing' and s.get_object(Bucket=b,Key='kms')['Body'].read()==b'x','kms by default'); s.delete_object(Bucket=b,Key='kms')
err(lambda:s.put_bucket_encryption(Bucket=b,ServerSideEncryptionConfiguration=sse(SSEAlgorithm='aws:kms:dsse')),'NotImplemented',501)
err(lambda:s.put_bucket_encryption(Bucket=b,ServerSideEncryptionConfiguration=sse(SSEAlgorithm='AES256',KMSMasterKeyID='k')),'InvalidArgument',400)
err(lambda:s.put_bucket_encryption(Bucket=b,ServerSideEncryptionConfiguration=sse(SSEAlgorithm='x')),'MalformedXML',400)
s.put_bucket_encryption(Bucket=b,ServerSideEncryptionConfiguration=sse(SSEAlgorithm='AES256'))
check(s.get_bucket_encryption(Bucket=b)['ServerSideEncryptionConfiguration']['Rules']==[{'ApplyServerSideEncryptionByDefault':{'SSEAlgorithm':'AES256'},'BucketKeyEnabled':False}],s.get_bucket_encryption(Bucket=b))
check(s.put_object(Bucket=b,Key='enc',Body=b'x')['ServerSideEncryption']=='AES256' and s.get_object(Bucket=b,Key='enc')['ServerSideEncryption']=='AES256' and s.head_object(Bucket=b,Key='enc')['ServerSideEncryption']=='AES256','encrypted by default')
u=s.create_multipart_upload(Bucket=b,Key='up'); check(u['ServerSideEncryption']=='AES256',u); s.abort_multipart_upload(Bucket=b,Key='up',UploadId=u['UploadId'])
s.delete_bucket_encryption(Bucket=b); check('ServerSideEncryption' not in s.put_object(Bucket=b,Key='enc',Body=b'x'),'no longer encrypted')
# website
err(lambda:s.get_bucket_website(Bucket=b),'NoSuchWebsiteConfiguration',404)
site={'IndexDocument':{'Suffix':'index.html'},'ErrorDocument':{'Key':'e.html'},'RoutingRules':[{'Condition':{'KeyPrefixEquals':'a/'},'Redirect':{'ReplaceKeyPrefixWith':'b/','HttpRedirectCode':'302'}}]}
s.put_bucket_website(Bucket=b,WebsiteConfiguration=site); g=s.get_bucket_website(Bucket=b); check({k:g[k] for k in site}==site,g)
s.put_bucket_website(Bucket=b,WebsiteConfiguration={'RedirectAllRequestsTo':{'HostName':'h','Protocol':'https'}}); check(s.get_bucket_website(Bucket=b)['RedirectAllRequestsTo']=={'HostName':'h','Protocol':'https'},'all')
err(lambda:s.put_bucket_website(Bucket=b,WebsiteConfiguration={'IndexDocument':{'Suffix':'a/b'}}),'InvalidArgument',400)
s.delete_bucket_website(Bucket=b); err(lambda:s.get_bucket_website(Bucket=b),'NoSuchWebsiteConfiguration',404)
s.put_object(Bucket=b,Key='to',Body=b'',WebsiteRedirectLocation='/k'); check(s.head_object(Bucket=b,Key='to')['WebsiteRedirectLocation']=='/k','redirect')
err(lambda:s.put_object(Bucket=b,Key='to',Body=b'',WebsiteRedirectLocation='k'),'InvalidArgument',400)
# who pays, and versions
check(s.get_bucket_request_payment(Bucket=b)['Payer']=='BucketOwner','payer')
s.put_bucket_request_payment(Bucket=b,RequestPaymentConfiguration={'Payer':'Requester'}); check(s.get_bucket_request_payment(Bucket=b)['Payer']=='Requester','payer set')
err(lambda:s.put_bucket_request_payment(Bucket=b,RequestPaymentConfiguration={'Payer':'Nobody'}),'MalformedXML',400)
err(lambda:s.put_bucket_versioning(Bucket=b,MFA='1 2',VersioningConfiguration={'Status':'Enabled','MFADelete':'Enabled'}),'NotImplemented',501)
# access logs
check('LoggingEnabled' not in s.get_bucket_logging(Bucket=b),'logging')
s.create_bucket(Bucket='py-logs'); to={'TargetBucket':'py-logs','TargetPrefix':'p/','TargetObjectKeyFormat':{'PartitionedPrefix':{'PartitionDateSource':'DeliveryTime'}}}
s.put_bucket_logging(Bucket=b,BucketLoggingStatus={'LoggingEnabled':to}); check(s.get_bucket_logging(Bucket=b)['LoggingEnabled']==to,s.get_bucket_logging(Bucket=b))
err(lambda:s.put_bucket_logging(Bucket=b,BucketLoggingStatus={'LoggingEnabled':{'TargetBucket':'py-none','TargetPrefix':''}}),'InvalidTargetBucketForLogging',400)
s.put_bucket_logging(Bucket=b,BucketLoggingStatus={}); check('LoggingEnabled' not in s.get_bucket_logging(Bucket=b),'logging off'); s.delete_bucket(Bucket='py-logs')
# what is never configured
check('Status' not in s.get_bucket_accelerate_configuration(Bucket=b),'accelerate'); err(lambda:s.put_bucket_accelerate_configuration(Bucket=b,AccelerateConfiguration={'Status':'Enabled'}),'NotImplemented',501); s.put_bucket_accelerate_configuration(Bucket=b,AccelerateConfiguration={'Status':'Suspended'}); check(s.get_bucket_accelerate_configuration(Bucket=b)['Status']=='Suspended','suspended')
s.get_bucket_notification_configuration(Bucket=b); s.put_bucket_notification_configuration(Bucket=b,NotificationConfiguration={}); err(lambda:s.put_bucket_notification_configuration(Bucket=b,NotificationConfiguration={'EventBridgeConfiguration':{}}),'InvalidArgument',400)
note={'QueueArn':'arn:aws:sqs:us-east-1:123456789012:q','Events':['s3:ObjectCreated:*'],'Filter':{'Key':{'FilterRules':[{'Name':'prefix','Value':'a/'}]}}}
err(lambda:s.put_bucket_notification_configuration(Bucket=b,NotificationConfiguration={'QueueConfigurations':[note]}),'InvalidArgument',400)
err(lambda:s.put_bucket_notification_configuration(Bucket=b,NotificationConfiguration={'QueueConfigurations':[note]},SkipDestinationValidation=True),'NotImplemented',501)
check('QueueConfigurations' not in s.get_bucket_notification_configuration(Bucket=b),'notification')
err(lambda:s.get_bucket_replication(Bucket=b),'ReplicationConfigurationNotFoundError',404); s.delete_bucket_replication(Bucket=b)
check('InventoryConfigurationList' not in s.list_bucket_inventory_configurations(Bucket=b) and 'AnalyticsConfigurationList' not in s.list_bucket_analytics_configurations(Bucket=b) and 'MetricsConfigurationList' not in s.list_bucket_metrics_configurations(Bucket=b) and 'IntelligentTieringConfigurationList' not in s.list_bucket_intelligent_tiering_configurations(Bucket=b),'lists')
err(lambda:s.get_bucket_inventory_configuration(Bucket=b,Id='i'),'NoSuchConfiguration',404); err(lambda:s.get_bucket_metrics_configuration(Bucket=b,Id='i'),'NoSuchConfiguration',404); err(lambda:s.put_bucket_metrics_configuration(Bucket=b,Id='i',MetricsConfiguration={'Id':'i'}),'NotImplemented',501)
# object lock
err(lambda:s.get_object_lock_configuration(Bucket=b),'ObjectLockConfigurationNotFoundError',404)
err(lambda:s.put_object_lock_configuration(Bucket=b,ObjectLockConfiguration={'ObjectLockEnabled':'Enabled'}),'InvalidBucketState',409)
l='py-locked'
s.create_bucket(Bucket=l,ObjectLockEnabledForBucket=True)
check(s.get_object_lock_configuration(Bucket=l)['ObjectLockConfiguration']=={'ObjectLockEnabled':'Enabled'},'lock')
lock={'ObjectLockEnabled':'Enabled','Rule':{'DefaultRetention':{'Mode':'GOVERNANCE','Days':1}}}
s.put_object_lock_configuration(Bucket=l,ObjectLockConfiguration=lock); check(s.get_object_lock_configuration(Bucket=l)['ObjectLockConfiguration']==lock,'lock kept')
v=s.put_object(Bucket=l,Key='k',Body=b'')['VersionId']; check(s.get_object_retention(Bucket=l,Key='k')['Retention']['Mode']=='GOVERNANCE','retained')
err(lambda:s.delete_object(Bucket=l,Key='k',VersionId=v),'AccessDenied',403)
s.delete_object(Bucket=l,Key='k',VersionId=v,BypassGovernanceRetention=True); s.delete_bucket(Bucket=l)
err(lambda:s.put_bucket_versioning(Bucket=b,VersioningConfiguration={'Status':'Other'}),'IllegalVersioningConfigurationException',400)
for o in s.list_objects_v2(Bucket=b)['Contents']: s.delete_object(Bucket=b,Key=o['Key'])
s.delete_bucket(Bucket=b)
