#!/bin/bash
yum -y install java-17-amazon-corretto
systemctl start worker
