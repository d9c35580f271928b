#!/bin/sh
# Imports every object of this root by one command each. The blocks of imports.tf.json do the same in one plan:
# use one of the two.
set -eu
terraform import 'aws_ebs_volume.ebs_volume_01308747' 'vol-ddcf99eec40340323'
terraform import 'aws_eip.web_1' 'eipalloc-3129ee9300c88c678'
terraform import 'aws_eip_association.web_1' 'eipassoc-cf1fb67ce90ff6462'
terraform import 'aws_elb.web' 'web'
terraform import 'aws_iam_instance_profile.shop_instance_profile' 'shop-instance-profile'
terraform import 'aws_iam_role.shop_instance' 'shop-instance'
terraform import 'aws_iam_role_policy.shop_instance_read_releases' 'shop-instance:read-releases'
terraform import 'aws_instance.web_1' 'i-978137eede21a62e6'
terraform import 'aws_instance.web_2' 'i-8a207e5d59db74303'
terraform import 'aws_instance.worker' 'i-87c97e8f8d485fb35'
terraform import 'aws_security_group.web_elb' 'sg-5046b7541ecb3ff51'
terraform import 'aws_security_group.web_instances' 'sg-eb6e8b82f3d8538aa'
terraform import 'aws_volume_attachment.worker_sdf' '/dev/sdf:vol-ddcf99eec40340323:i-87c97e8f8d485fb35'
terraform import 'aws_vpc_security_group_egress_rule.web_elb_all_to_anywhere' 'sgr-787701afb2bd3522f'
terraform import 'aws_vpc_security_group_egress_rule.web_instances_all_to_anywhere' 'sgr-37e0d6cd8930cc071'
terraform import 'aws_vpc_security_group_ingress_rule.web_elb_tcp_80_from_anywhere' 'sgr-ad4e0b541030819b1'
terraform import 'aws_vpc_security_group_ingress_rule.web_instances_tcp_22_from_203_0_113_0_24' 'sgr-b0341c7df5e68d9e1'
terraform import 'aws_vpc_security_group_ingress_rule.web_instances_tcp_80_from_web_elb' 'sgr-589b2f4d540c45463'
