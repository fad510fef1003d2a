from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('businesses', '0003_staff_permissions'),
        ('orders', '0020_shipments'),
    ]

    operations = [
        migrations.CreateModel(
            name='CourierQuote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='of both postal codes and every piece', max_length=64, unique=True)),
                ('origin', models.CharField(max_length=5)),
                ('destination', models.CharField(max_length=5)),
                ('rates', models.JSONField(default=list)),
                ('quoted_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'tarif kurir',
                'verbose_name_plural': 'tarif kurir',
            },
        ),
        migrations.AddField(
            model_name='deliverysettings',
            name='live_rates',
            field=models.BooleanField(default=False, verbose_name='tarif kurir langsung'),
        ),
        migrations.AddField(
            model_name='order',
            name='courier_service',
            field=models.CharField(blank=True, help_text='courier/service the buyer paid for', max_length=41),
        ),
        migrations.AlterField(
            model_name='order',
            name='shipping_note',
            field=models.CharField(blank=True, help_text="the courier's service as the buyer read it", max_length=120),
        ),
        migrations.AddConstraint(
            model_name='deliverysettings',
            constraint=models.CheckConstraint(condition=models.Q(('live_rates', False), ('courier', True), _connector='OR'), name='delivery_rates_by_courier'),
        ),
        migrations.AddIndex(
            model_name='courierquote',
            index=models.Index(fields=['expires_at'], name='quote_expiry'),
        ),
        migrations.AddConstraint(
            model_name='courierquote',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('quoted_at'))), name='quote_expires_later'),
        ),
    ]
