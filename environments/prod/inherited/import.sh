#!/bin/sh
# Imports every object of this root by one command each. The blocks of imports.tf.json do the same in one plan:
# use one of the two.
set -eu
terraform import 'aws_internet_gateway.internet_gateway_8e51787a' 'igw-1ce79617400f0d0ea'
terraform import 'aws_route.monolith_public_to_anywhere' 'rtb-55e5513d85f9ea6c5_0.0.0.0/0'
terraform import 'aws_route53_record.www_example_test_cname' 'WB6W3M0AGKPXEINPKWD3M1_www.example.test_CNAME'
terraform import 'aws_route53_zone.example_test' 'WB6W3M0AGKPXEINPKWD3M1'
terraform import 'aws_route_table.monolith_public' 'rtb-55e5513d85f9ea6c5'
terraform import 'aws_route_table_association.monolith_public_a' 'subnet-7445407e160b364d5/rtb-55e5513d85f9ea6c5'
terraform import 'aws_route_table_association.monolith_public_b' 'subnet-9d939fd66c9af2beb/rtb-55e5513d85f9ea6c5'
terraform import 'aws_subnet.monolith_public_a' 'subnet-7445407e160b364d5'
terraform import 'aws_subnet.monolith_public_b' 'subnet-9d939fd66c9af2beb'
terraform import 'aws_vpc.monolith' 'vpc-c9dd8d951abd47e17'
