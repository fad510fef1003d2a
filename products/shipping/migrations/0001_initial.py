import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('orders', '0021_courier_rates'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CourierBooking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(help_text='our name for it, never used twice', max_length=40, unique=True)),
                ('carrier', models.CharField(max_length=20)),
                ('courier', models.CharField(max_length=20)),
                ('service', models.CharField(max_length=20)),
                ('pieces', models.JSONField(help_text='line id → pieces')),
                ('seen', models.PositiveIntegerField(help_text='pieces that had left before')),
                ('state', models.CharField(choices=[('asked', 'menunggu jawaban'), ('booked', 'dipesan'), ('refused', 'ditolak'), ('dropped', 'dilepas')], default='asked', max_length=10)),
                ('carrier_id', models.CharField(blank=True, help_text='the booking at the carrier', max_length=60, null=True)),
                ('waybill', models.CharField(blank=True, max_length=60)),
                ('link', models.URLField(blank=True, help_text="the courier's own page about the parcel", max_length=300)),
                ('rupiah', models.PositiveBigIntegerField(blank=True, help_text='what the carrier charges the house', null=True)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bookings', to='orders.order')),
                ('shipment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='booking', to='orders.shipment')),
            ],
            options={
                'verbose_name': 'pemesanan kurir',
                'verbose_name_plural': 'pemesanan kurir',
                'indexes': [models.Index(condition=models.Q(('state__in', ('asked', 'dropped'))), fields=['asked_at'], name='booking_unanswered')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('asked', 'booked'))), fields=('order', 'seen'), name='booking_parcel_once'), models.UniqueConstraint(fields=('carrier', 'carrier_id'), name='booking_carrier_once'), models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'booked', 'refused', 'dropped'])), name='booking_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'booked'), _negated=True), ('carrier_id__isnull', False), _connector='OR'), name='booking_booked_somewhere')],
            },
        ),
    ]
